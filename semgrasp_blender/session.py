"""What this run of Blender knows and no file keeps: the last problem."""

from __future__ import annotations

import traceback

from .messages import Problem


class _Session:
    problem: Problem | None = None


_session = _Session()


def problem() -> Problem | None:
    """What the panel shows as an error, None where all is well."""
    return _session.problem


def report_problem(text: str, report: str = "") -> None:
    """Shows an error in the panel until it is dismissed or the next run starts."""
    _session.problem = Problem(text, report)


def report_defect(error: BaseException) -> None:
    """Shows an error of ours, with its traceback in the report."""
    report_problem(
        f"SemGrasp failed ({type(error).__name__}: {error}). Copy the report to tell us.",
        "".join(traceback.format_exception(error)),
    )


def clear_problem() -> None:
    """Takes the error away."""
    _session.problem = None
