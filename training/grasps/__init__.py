"""Making grasps for the corpus: many intents on one object, solved together, gated, and told in contacts."""
