"""The table of libigl wheels, and what is refused."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
import slim_igl

# Part of the wheel's file name: the platform it must be for.
PLATFORM_OF_TAG = {
    "manylinux_2_28_x86_64": "linux-x64",
    "win_amd64": "windows-x64",
    "macosx_11_0_arm64": "macos-arm64",
    "macosx_10_15_x86_64": "macos-x64",
}


def test_lists_each_platform_for_each_python() -> None:
    listed = {(wheel.platform, wheel.abi) for wheel in slim_igl.official_wheels()}
    assert listed == {(name, abi) for name in PLATFORM_OF_TAG.values() for abi in ("cp311", "abi3")}


@pytest.mark.parametrize(
    "wheel", slim_igl.official_wheels(), ids=lambda wheel: f"{wheel.platform}-{wheel.abi}"
)
def test_file_name_fits_its_row(wheel: slim_igl.OfficialWheel) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", wheel.sha256)
    assert wheel.file.startswith(f"libigl-{slim_igl.version()}-")
    assert f"-{wheel.abi}-" in wheel.file
    assert wheel.file.removesuffix(".whl").endswith(wheel.wheel_platform)
    assert PLATFORM_OF_TAG[wheel.wheel_platform] == wheel.platform


def test_hashes_differ() -> None:
    hashes = [wheel.sha256 for wheel in slim_igl.official_wheels()]
    assert len(set(hashes)) == len(hashes)


def test_a_file_with_other_bytes_is_refused_and_removed(tmp_path: Path) -> None:
    wheel = slim_igl.official_wheels()[0]
    (tmp_path / wheel.file).write_bytes(b"not the wheel")
    with pytest.raises(slim_igl.PackagingError, match="SHA-256"):
        slim_igl.fetch(wheel, tmp_path)
    assert not (tmp_path / wheel.file).exists()


def test_a_wheel_without_one_core_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "libigl.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("igl/__init__.py", "")
    with pytest.raises(slim_igl.PackagingError, match="0 files"):
        slim_igl.core_module(path)
