"""Operators: read the properties, call the code that does the work, report."""

from __future__ import annotations

from . import candidates, clips, export, generate, problems

CLASSES = (
    *generate.CLASSES,
    *candidates.CLASSES,
    *clips.CLASSES,
    *export.CLASSES,
    *problems.CLASSES,
)
