"""Errors whose text is meant for the person using the tool."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right.

    The message is one clear sentence that says what is wrong and what to do. The command line prints it and
    exits with code 2; the panel shows it as it is.
    """


class Cancelled(Exception):  # noqa: N818  (no error: the user's wish)
    """The user asked to stop; nothing was written."""
