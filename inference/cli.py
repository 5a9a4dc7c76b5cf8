"""The command line: `semgrasp generate` and `semgrasp evaluate`.

Exit codes: 0 done; 2 bad input, with one sentence on stderr and nothing written; 1 a defect of ours.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from .errors import UserError
from .grasp import GenerateRequest

PLAIN_SUFFIXES = (".npz", ".json")
SCENE_SUFFIXES = (".glb", ".fbx", ".blend", ".png")
LONGEST_NAME = 255
"""Bytes in a file's name."""
OBJECT_SUFFIXES = (".glb", ".gltf", ".obj", ".ply", ".stl", ".fbx")


@dataclass(frozen=True)
class SceneJob:
    """Outputs that only Blender can write.

    Attributes:
        result: the .npz of the run.
        object: the object's file.
        up: "Y", "Z" or None for the file type's own.
        unit_scale: metres per unit of the file.
        outputs: files to write, by suffix.
        preset: engine preset for .fbx and .glb.
    """

    result: Path
    object: Path
    up: str | None
    unit_scale: float
    outputs: tuple[Path, ...]
    preset: str


@dataclass(frozen=True)
class BlenderTools:
    """What the command line asks of Blender's Python module; given by the package's entry point.

    Attributes:
        write_scene: writes a `SceneJob`; raises UserError.
        read_mesh: reads an .fbx into (vertices, faces, part names, part of face) in the file's frame.
    """

    write_scene: Callable[[SceneJob], None]
    read_mesh: Callable[[Path], Mapping[str, Any]]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message[0].upper()}{message[1:]} ({self.prog} --help lists the options).")


def main(argv: Sequence[str], tools: BlenderTools) -> int:
    """Run one command; returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    try:
        arguments = _parser().parse_args(argv)
        return arguments.run(arguments, tools)
    except UserError as error:
        _complain(str(error))
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        _complain("stopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="semgrasp", description="Natural hand grasps on your objects, from words.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    generate = commands.add_parser("generate", help="make grasps for an object")
    generate.add_argument(
        "object", type=Path, metavar="OBJECT", help="a .glb .gltf .obj .ply .stl or .fbx file"
    )
    generate.add_argument("--instruction", default="", metavar="TEXT", help="how it should be held")
    generate.add_argument("--count", type=int, default=8, help="how many grasps (default 8)")
    generate.add_argument("--seed", type=int, default=0, help="the same seed gives the same grasps")
    generate.add_argument("--hand", choices=("right", "left"), default="right")
    generate.add_argument("--part", default="", metavar="NAME", help="part to hold, by its name in the file")
    generate.add_argument("--ignore-names", action="store_true", help="look at the geometry alone")
    generate.add_argument("--backend", choices=("auto", "onnx", "torch"), default="auto")
    generate.add_argument("--no-refine", action="store_true", help="do not solve contact on the mesh")
    generate.add_argument("--preset", choices=("generic", "unity", "unreal", "godot"), default="generic",
                          help="game engine that .fbx and .glb are for")  # fmt: skip
    generate.add_argument("-o", dest="outputs", action="append", type=Path, required=True, metavar="OUT",
                          help=".npz .json .glb .fbx .blend or .png; may be given several times")  # fmt: skip
    _object_options(generate)
    generate.set_defaults(run=_generate)

    evaluate = commands.add_parser("evaluate", help="print the metrics of a result as JSON")
    evaluate.add_argument("result", type=Path, metavar="RESULT.npz")
    evaluate.add_argument("object", type=Path, metavar="OBJECT")
    _object_options(evaluate)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _object_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--up", choices=("Y", "Z"), help="up axis of the file (default: the file type's own)")
    parser.add_argument(
        "--unit-scale", type=float, default=1.0, metavar="S", help="metres per unit (cm: 0.01)"
    )


def _generate(arguments: argparse.Namespace, tools: BlenderTools) -> int:
    outputs = _checked_outputs(arguments.outputs, arguments.object)
    if arguments.backend != "auto":
        raise UserError(
            f"There is no learned model for the {arguments.backend} backend in this version: "
            "leave out --backend."
        )
    if arguments.seed < 0:
        raise UserError("The seed must be 0 or more.")
    timings: dict[str, float] = {}  # stages that follow one another: their sum is the whole
    clock = _Clock(timings)
    from .hand.default_hand import load_hand
    from .pipeline import generate
    from .result_file import pack_result, to_json, to_npz

    clock.lap("start_imports")
    model = load_hand(arguments.hand)
    clock.lap("load_hand")
    shape = _load_object(arguments, tools, ignore_names=arguments.ignore_names)
    clock.lap("load_object")
    request = GenerateRequest(
        instruction=arguments.instruction,
        side=arguments.hand,
        count=arguments.count,
        seed=arguments.seed,
        part=arguments.part,
        refine=not arguments.no_refine,
    )
    stages = _Stages(timings)
    candidates = generate(shape, request, progress=stages, model=model)
    stages.finish()
    meta = {
        "instruction": request.instruction,
        "seed": request.seed,
        "object": arguments.object.name,
        "up": arguments.up,
        "unit_scale": arguments.unit_scale,
        "timings": {name: round(spent, 4) for name, spent in timings.items()},
    }
    result = pack_result(shape, model, candidates, meta)
    plain = {path: to_npz(result) if path.suffix.lower() == ".npz" else to_json(result)
             for path in outputs if path.suffix.lower() in PLAIN_SUFFIXES}  # fmt: skip
    scene = tuple(path for path in outputs if path.suffix.lower() in SCENE_SUFFIXES)
    _write_all(plain, scene, to_npz(result), arguments, tools)
    return 0


def _evaluate(arguments: argparse.Namespace, tools: BlenderTools) -> int:
    from .evaluation import evaluate_result
    from .hand.default_hand import load_hand
    from .result_file import read_npz

    if not arguments.result.is_file():
        raise UserError(f"There is no file {arguments.result}.")
    result = read_npz(arguments.result)
    shape = _load_object(arguments, tools, ignore_names=False)
    model = load_hand(result.side)
    if result.arrays["vertices"].shape[1] != len(model.template):
        raise UserError(f"{arguments.result.name} was made with another hand than the default one.")
    _print(json.dumps(evaluate_result(result, shape, model), indent=1, sort_keys=True))
    return 0


def _print(text: str) -> None:
    """Write to stdout, which may be closed or lead to a full disk."""
    if sys.stdout is None:
        raise UserError("The metrics could not be printed: stdout is closed.")
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(f"The metrics could not be printed: {error.strerror or error}.") from error


def _complain(text: str) -> None:
    """Write one line to stderr where there is one."""
    if sys.stderr is not None:
        # names of files may hold line breaks
        sys.stderr.write(f"semgrasp: {' '.join(text.splitlines())}\n")


def _load_object(arguments: argparse.Namespace, tools: BlenderTools, *, ignore_names: bool) -> Any:
    from .shape import load_shape, shape_from_arrays

    path: Path = arguments.object
    if path.is_dir():
        raise UserError(f"{path} is a folder: give the object's file.")
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    if path.suffix.lower() not in OBJECT_SUFFIXES:
        raise UserError(
            f"{path.name} is no kind of file that can be read: use one of {' '.join(OBJECT_SUFFIXES)}."
        )
    if path.suffix.lower() != ".fbx":
        return load_shape(path, up=arguments.up, unit_scale=arguments.unit_scale, ignore_names=ignore_names)
    from .shape import PartSource

    mesh = tools.read_mesh(path)
    return shape_from_arrays(
        mesh["vertices"],
        mesh["faces"],
        part_sources=[PartSource("material", tuple(mesh["part_names"].tolist()), mesh["part_of_face"])],
        up=arguments.up or str(mesh["up"]),
        unit_scale=arguments.unit_scale,
        ignore_names=ignore_names,
    )


def _checked_outputs(outputs: Sequence[Path], source: Path) -> tuple[Path, ...]:
    for path in outputs:
        if path.suffix.lower() not in PLAIN_SUFFIXES + SCENE_SUFFIXES:
            raise UserError(
                f"{path.name} cannot be written: use a name that ends in "
                f"{' '.join(PLAIN_SUFFIXES + SCENE_SUFFIXES)}."
            )
        try:
            _check_place(path, source)
        except OSError as error:
            raise UserError(f"{path} cannot be written: {error.strerror}.") from error
    return tuple(dict.fromkeys(outputs))


def _check_place(path: Path, source: Path) -> None:
    """Whether a file can be put there; a missing folder is made only when there is something to put."""
    if "\0" in str(path):
        raise UserError("The name of a result holds a character that no file name may hold.")
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise UserError(f"The name {path.name} is too long for a file: choose a shorter one.")
    if path.is_dir():
        raise UserError(f"{path} is a folder: give a file name.")
    if path.exists() and source.exists() and path.samefile(source):
        raise UserError(f"{path} is the object itself: choose another name for the result.")
    existing = path.parent
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir():
        raise UserError(f"The folder {path.parent} cannot be made: {existing} is a file.")
    if not os.access(existing, os.W_OK):
        raise UserError(f"The folder {existing} cannot be written to.")


def _write_all(
    plain: Mapping[Path, bytes],
    scene: Sequence[Path],
    packed: bytes,
    arguments: argparse.Namespace,
    tools: BlenderTools,
) -> None:
    """Write every output beside its place first, then move all into place."""

    places = [*plain, *scene]

    def staged(path: Path) -> Path:
        # not the name itself, which may have no room for more
        return path.with_name(f".semgrasp-{os.getpid()}-{places.index(path)}{path.suffix}")

    result: Path | None = None
    made: list[Path] = []
    try:
        for path in places:
            made += _make_folder(path.parent)
        for path, data in plain.items():
            staged(path).write_bytes(data)
        if scene:
            result = scene[0].with_name(f".semgrasp-{os.getpid()}-result.npz")
            result.write_bytes(packed)
            tools.write_scene(
                SceneJob(
                    result=result,
                    object=arguments.object,
                    up=arguments.up,
                    unit_scale=arguments.unit_scale,
                    outputs=tuple(staged(path) for path in scene),
                    preset=arguments.preset,
                )
            )
        for path in places:
            staged(path).replace(path)
        made.clear()
    except UserError as error:
        text = str(error)
        for path in scene:
            text = text.replace(staged(path).name, path.name)
        raise UserError(text) from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise UserError(f"The result could not be written: {error.strerror or error}{where}.") from error
    finally:
        for path in [*(staged(path) for path in places), *([result] if result else [])]:
            with contextlib.suppress(OSError):  # it could never be made
                path.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # something else lies in it by now
                folder.rmdir()


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder with its parents; returns those that were missing, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


class _Clock:
    """Seconds between laps, by name."""

    def __init__(self, timings: dict[str, float]) -> None:
        self._timings = timings
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = now - self._last
        self._last = now


class _Stages:
    """Progress callback that keeps the seconds spent in each stage."""

    def __init__(self, timings: dict[str, float]) -> None:
        self._timings = timings
        self._stage = ""
        self._since = time.perf_counter()

    def __call__(self, stage: str, share: float) -> None:
        if stage != self._stage:
            self.finish()
            self._stage = stage

    def finish(self) -> None:
        now = time.perf_counter()
        if self._stage:
            self._timings[self._stage] = self._timings.get(self._stage, 0.0) + now - self._since
        self._since = now
