"""Calling Blender's export operators across versions, with their errors turned into ours."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
from collections.abc import Callable
from typing import Any


def call_operator(operator: Callable[..., Any], **settings: Any) -> None:
    """Runs an operator with those settings that this Blender's version of it has.

    Raises:
        OSError: the operator could not write its file.
        RuntimeError: anything else it failed at.
    """
    known = operator.get_rna_type().properties.keys()  # type: ignore[attr-defined]
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # exporters print their progress
            result = operator(**{name: value for name, value in settings.items() if name in known})
    except RuntimeError as error:
        # Blender hands a Python operator's exception on as text, the error's number inside.
        found = re.search(r"\[Errno (\d+)\]", str(error))
        if found:
            number = int(found.group(1))
            raise OSError(number, os.strerror(number)) from error
        if "MemoryError" in str(error):
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from error
        raise
    if result != {"FINISHED"}:
        raise RuntimeError(f"the export operator returned {result}")
