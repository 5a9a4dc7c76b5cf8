"""Blender's side of SemGrasp: the only package, besides exporters, that imports bpy."""

from __future__ import annotations

ROOT_PACKAGE = __name__.rpartition(".")[0]
"""Name of the extension's own package: `bl_ext.<repository>.semgrasp` in Blender, `semgrasp` in the tests."""
