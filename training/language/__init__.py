"""The language models: what they start from, and how they are trained."""
