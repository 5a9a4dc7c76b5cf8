"""Writes hands and clips to game formats."""
