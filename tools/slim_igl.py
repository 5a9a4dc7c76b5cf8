"""Repacks the core of libigl for the Blender extension: one small wheel a platform, for every Blender.

The official wheels weigh 12 to 20 MB for each Python version, because they carry static libraries, headers,
a PDF and modules this project does not call. Two of those may not be bundled in a GPL extension or change
its terms: `triangle` (no commercial use) and `tetgen` (AGPL). Out of each official wheel, checked by its
SHA-256, only the compiled core is taken, unchanged:

- `pyigl_core.cpython-311-….so` / `.cp311-….pyd` for Python 3.11 (Blender 4.2 to 5.0)
- `pyigl_core.abi3.so` / `.pyd` for Python 3.12 and newer (Blender 5.1 on)

Both lie side by side in one package, and Python's own search order picks the one that fits. The package has
a name of its own, `semgrasp_igl`, so that it never shadows a full libigl that another extension brings:
Blender unpacks the wheels of all extensions into one folder.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("libigl_wheels.json")
PACKAGE = "semgrasp_igl"
FIXED_DATE = (2026, 1, 1, 0, 0, 0)  # the same bytes whenever it is built
PYTHON_OF_ABI = {"cp311": "3.11", "abi3": "3.12"}

INIT = '''"""The compiled core of libigl {version}, without what SemGrasp does not use. See NOTICE.txt."""

import os
import sys

if sys.platform == "win32":
    # The core needs Microsoft's C++ runtime. Where Windows has none, Blender's own copy serves.
    _root = os.path.dirname(os.path.abspath(sys.executable))
    _system = os.path.join(os.environ.get("SYSTEMROOT", r"C:\\\\Windows"), "System32", "msvcp140.dll")
    _runtime = os.path.normpath(os.path.join(_root, "..", "..", "..", "blender.crt"))
    if not os.path.exists(_system) and os.path.isdir(_runtime):
        os.add_dll_directory(_runtime)

from .pyigl_core import *
'''

NOTICE = """\
semgrasp_igl is the compiled core (pyigl_core) of the Python bindings of libigl {version}, taken unchanged
from that project's official wheels. The other modules of those wheels are left out.

libigl and its Python bindings: Mozilla Public License 2.0 (LICENSE.MPL2); source: https://github.com/libigl
Compiled into it: Eigen (MPL-2.0), the fast winding number code of Side Effects Software (MIT), nanobind
(BSD-3-Clause) and robin-map (MIT).
"""

METADATA = """\
Metadata-Version: 2.1
Name: {name}
Version: {version}
Summary: The compiled core of libigl, repacked for the SemGrasp extension
License: MPL-2.0
Project-URL: Source, https://github.com/libigl/libigl-python-bindings
Requires-Dist: numpy
"""


class PackagingError(Exception):
    """A download or a file that is not what the table says."""


@dataclass(frozen=True)
class OfficialWheel:
    """One wheel of libigl as published."""

    platform: str  # Blender's name
    abi: str  # a key of PYTHON_OF_ABI
    wheel_platform: str
    file: str
    sha256: str


def version() -> str:
    """The pinned version of libigl."""
    return str(json.loads(TABLE.read_text(encoding="utf-8"))["version"])


def official_wheels() -> list[OfficialWheel]:
    """Every wheel in the table."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))["platforms"]
    return [
        OfficialWheel(platform, abi, entry["wheel_platform"], entry[abi]["file"], entry[abi]["sha256"])
        for platform, entry in table.items()
        for abi in PYTHON_OF_ABI
    ]


def fetch(wheel: OfficialWheel, cache: Path) -> Path:
    """The wheel's path in the cache, downloaded with pip if it is not there yet.

    Raises:
        PackagingError: it could not be downloaded, or its bytes are not those of the table.
    """
    path = cache / wheel.file
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--dest", str(cache)]
        command += ["--platform", wheel.wheel_platform, "--python-version", PYTHON_OF_ABI[wheel.abi]]
        command.append(f"libigl=={version()}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not path.exists():
            raise PackagingError(f"pip could not download {wheel.file}: {done.stderr.strip()[-500:]}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wheel.sha256:
        path.unlink()
        raise PackagingError(f"{wheel.file} has SHA-256 {found}, expected {wheel.sha256}; it was removed")
    return path


def core_module(wheel: Path) -> tuple[str, bytes]:
    """(file name, bytes) of the compiled core in an official wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.startswith("igl/pyigl_core.") and name.endswith((".so", ".pyd"))
        ]
        if len(names) != 1:
            raise PackagingError(f"{wheel.name} holds {len(names)} files igl/pyigl_core.*, expected one")
        return names[0].removeprefix("igl/"), archive.read(names[0])


def build_wheel(platform: str, cache: Path, folder: Path) -> Path:
    """Writes the slim wheel for a platform (Blender's name, "linux-x64") into `folder`; returns its path."""
    sources = [wheel for wheel in official_wheels() if wheel.platform == platform]
    if len(sources) != len(PYTHON_OF_ABI):
        raise PackagingError(f"no libigl wheels are listed for {platform}")
    paths = [fetch(wheel, cache) for wheel in sources]
    tag = f"py3-none-{sources[0].wheel_platform}"
    info = f"{PACKAGE}-{version()}.dist-info"
    files: dict[str, bytes] = {f"{PACKAGE}/__init__.py": INIT.replace("{version}", version()).encode()}
    for path in paths:
        name, content = core_module(path)
        files[f"{PACKAGE}/{name}"] = content
    with zipfile.ZipFile(paths[0]) as archive:
        licence = archive.read(f"libigl-{version()}.dist-info/licenses/LICENSE.MPL2")
    files[f"{info}/licenses/LICENSE.MPL2"] = licence
    files[f"{info}/licenses/NOTICE.txt"] = NOTICE.format(version=version()).encode()
    files[f"{info}/METADATA"] = METADATA.format(name=PACKAGE, version=version()).encode()
    files[f"{info}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: semgrasp\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    )
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{PACKAGE}-{version()}-{tag}.whl"
    write_zip(target, files)
    return target


def write_zip(target: Path, files: dict[str, bytes]) -> None:
    """A zip with fixed dates and rights, so that the same files make the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def _record(files: dict[str, bytes], own_name: str) -> bytes:
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return ("".join(lines) + f"{own_name},,\n").encode()
