"""Training of the networks: data as tensors, loops that resume, evaluation."""
