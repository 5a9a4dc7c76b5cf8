"""The zips and the wheel inside them."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("bpy")  # brings Blender's own build command

import build_zips
import slim_igl


@pytest.fixture(scope="module")
def linux_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_zips.build("linux-x64", tmp_path_factory.mktemp("dist"))


def test_holds_one_wheel_with_a_core_for_each_python(linux_zip: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(linux_zip) as archive:
        manifest = tomllib.loads(archive.read("blender_manifest.toml").decode())
        assert manifest["platforms"] == ["linux-x64"]
        wheel = Path(archive.extract(manifest["wheels"][0].removeprefix("./"), tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert sorted(names) == [
        "semgrasp_igl/__init__.py",
        "semgrasp_igl/pyigl_core.abi3.so",
        "semgrasp_igl/pyigl_core.cpython-311-x86_64-linux-gnu.so",
    ]
    assert {Path(name).name for name in licences} == {"LICENSE.MPL2", "NOTICE.txt"}


def test_holds_the_package_and_nothing_else(linux_zip: Path) -> None:
    with zipfile.ZipFile(linux_zip) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        names = archive.namelist()
    assert tops <= {*build_zips.SHIPPED_FOLDERS, *build_zips.SHIPPED_FILES, "wheels"}
    assert "inference/hand/data/default_hand.npz" in names
    words = {
        f"inference/language/data/{name}" for name in ("smollm2_vocabulary.npz", "minilm_vocabulary.txt")
    }
    assert {*words, "inference/language/data/Apache-2.0.txt"} <= set(names)
    assert not [name for name in names if "numpy" in name or name.endswith(".pyc")]


def test_is_the_same_bytes_each_time(linux_zip: Path, tmp_path: Path) -> None:
    assert build_zips.build("linux-x64", tmp_path).read_bytes() == linux_zip.read_bytes()


@pytest.mark.parametrize(
    "intruder",
    ["tests/test_x.py", "training/cli.py", "wheels/numpy-1.26.4-cp311.whl", ".venv/x", "a/.git/x"],
)
def test_a_zip_with_something_foreign_is_refused(linux_zip: Path, tmp_path: Path, intruder: str) -> None:
    spoilt = tmp_path / linux_zip.name
    spoilt.write_bytes(linux_zip.read_bytes())
    with zipfile.ZipFile(spoilt, "a") as archive:
        wheel = next(Path(name).name for name in archive.namelist() if name.endswith(".whl"))
        archive.writestr(intruder, b"x")
    with pytest.raises(slim_igl.PackagingError):
        build_zips.check(spoilt, wheel)


def test_a_zip_without_its_wheel_is_refused(linux_zip: Path) -> None:
    with pytest.raises(slim_igl.PackagingError, match="does not hold exactly"):
        build_zips.check(linux_zip, "another-1.0-py3-none-any.whl")
