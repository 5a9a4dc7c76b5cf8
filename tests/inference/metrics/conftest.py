"""Lets the tests of this folder import the meshes made for the tests of the shape."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "shape"))
