"""What is known of an object: cleaned mesh in metres, surface samples, signed distance, named parts."""

from __future__ import annotations

from .field import SignedDistanceField, build_field
from .loading import load_shape
from .model import ObjectShape, PartSource, shape_from_arrays

__all__ = [
    "ObjectShape",
    "PartSource",
    "SignedDistanceField",
    "build_field",
    "load_shape",
    "shape_from_arrays",
]
