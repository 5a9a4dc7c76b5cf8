"""What all tests share: a clean end of the process."""

from __future__ import annotations

import os
import sys

import pytest

_SESSION = pytest.StashKey[pytest.Session]()


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[_SESSION] = session


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the process here once bpy was loaded.

    Blender as a module crashes or hangs while the interpreter shuts down when anything is still registered,
    which would turn green tests red. The exit code is pytest's own.
    """
    session = config.stash.get(_SESSION, None)
    if session is None or "bpy" not in sys.modules:
        return
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(session.exitstatus))
