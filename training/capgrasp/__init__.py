"""Reader of the authors' own data, CapGrasp v0.1 on OakInk-Shape, into the tables of our corpus.

The data is not part of this project: users bring their own copy (docs/capgrasp.md).
"""

from __future__ import annotations

from .reading import read_capgrasp
from .report import ImportReport, Residual

__all__ = ["ImportReport", "Residual", "read_capgrasp"]
