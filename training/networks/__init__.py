"""Neural networks: the object encoder, the grasp tokenizer, and what they are made of."""
