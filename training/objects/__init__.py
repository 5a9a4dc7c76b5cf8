"""Procedural objects: parametric constructions of things people hold, with named parts, at real size."""
