"""One module a family of categories; importing them all fills the registry of constructions."""
