"""The contact solver: moves a hand from near an object to natural contact on it."""
