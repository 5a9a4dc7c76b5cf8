"""What the operators share."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import bpy

from ...inference.errors import UserError
from .. import session

log = logging.getLogger(__name__)


def guarded(operator: bpy.types.Operator, work: Callable[[], str]) -> set[str]:
    """Runs an operator's work and reports what it says.

    A UserError becomes a message in the panel and in the status bar, and the operator is cancelled; anything
    else becomes a message with a report and is raised again, so that scripts and tests see it.
    """
    try:
        done = work()
    except UserError as error:
        known = session.problem()
        if known is None or known.text != str(
            error
        ):  # a job's own message has a report that must not be lost
            session.report_problem(str(error))
        operator.report({"ERROR" if bpy.app.background else "WARNING"}, str(error))
        return {"CANCELLED"}
    except Exception as error:
        log.exception("%s failed", operator.bl_idname)
        session.report_defect(error)
        raise
    if done:
        operator.report({"INFO"}, done)
    return {"FINISHED"}


def refuse(cls: Any, text: str) -> bool:
    """Says why an operator can't run; for use in poll."""
    if text:
        cls.poll_message_set(text)
    return not text
