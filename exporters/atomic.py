"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..inference.errors import UserError

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "your disk quota is used up: free some space",
    errno.EFBIG: "the file would be larger than this disk allows: choose another place",
    errno.EACCES: "you may not write there: choose another folder",
    errno.EPERM: "you may not write there: choose another folder",
    errno.EROFS: "the folder is read-only: choose another one",
    errno.ENOENT: "its folder does not exist: make it first",
    errno.ENOTDIR: "part of the path is a file, not a folder: choose another one",
    errno.EISDIR: "there is a folder of that name: choose another name",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
}


def write_error(path: str | os.PathLike[str], error: OSError) -> UserError:
    """The sentence for a file that could not be written."""
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}")
    return UserError(f"Could not write {path}: {reason}.")


def check_place(path: str | os.PathLike[str]) -> None:
    """Find out early whether a file can be put there; leaves nothing behind.

    Raises:
        UserError: it cannot.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with tempfile.TemporaryDirectory(prefix=".semgrasp-", dir=target.parent):
            pass
    except OSError as error:
        raise write_error(target, error) from error


@contextmanager
def atomic_output(path: str | os.PathLike[str], suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Gives a temporary path beside `path`; when the block ends well, that file takes the place of `path`.

    An exception in the block leaves what stood at `path` before, and no other file.

    Args:
        path: the file wanted.
        suffixes: allowed endings, lower case, with the dot.

    Raises:
        UserError: the ending is wrong, or the file cannot be written there.
    """
    target = Path(path)
    if target.suffix.lower() not in suffixes or not target.stem:
        wanted = " or ".join(suffixes)
        raise UserError(f"Cannot export to “{target.name}”: the name must end in {wanted}.")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        # A folder of its own: exporters may write more than one file, or add an ending to the name.
        with tempfile.TemporaryDirectory(prefix=".semgrasp-", dir=target.parent) as folder:
            temporary = Path(folder) / f"export{target.suffix.lower()}"
            yield temporary
            _replace(temporary, target)
    except OSError as error:
        raise write_error(target, error) from error


def _replace(temporary: Path, target: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
    temporary.replace(target)
