"""How long a new object takes until it can be asked for distances, and how right the sampled answers are.

Times are wall-clock seconds of one process, and seconds of CPU for the field: reading and cleaning the file,
building the sampled field of the signed distance, filling containers, and 25,000 lookups (the solver's hot
path). The error is that of the sampled field against the exact distance, at points within 4 mm of the
surface. Meshes marked "× n" are subdivided before, to show what large ones cost; the goal is ≤ 0.6 s for the
field of 20,000 triangles on two cores.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from semgrasp.inference.shape import build_field, load_shape, shape_from_arrays
from semgrasp.inference.shape.containers import fill_hollows
from semgrasp.inference.shape.decimation import MAX_FIELD_FACES, decimate
from semgrasp.inference.shape.model import ObjectShape
from semgrasp.inference.shape.native import SurfaceQueries

from benchmarks._objects import object_files
from benchmarks._report import command, machine, table, write_section

LOOKUPS = 25_000
NEAR = 0.004
HEADER = (
    "object",
    "triangles",
    "read s",
    "field s",
    "CPU s",
    "filling s",
    "lookups ms",
    "cell mm",
    "error mean mm",
    "95 % mm",
    "sign right %",
)


FORMATS = ("{:,.0f}", *("{:.2f}",) * 4, "{:.1f}", "{:.1f}", "{:.3f}", "{:.2f}", "{:.1f}")


def timed(
    action: Callable[[], Any], repeats: int = 1, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Any]:
    """Shortest of several times in seconds, and the last result."""
    best, result = np.inf, None
    for _ in range(repeats):
        start = clock()
        result = action()
        best = min(best, clock() - start)
    return best, result


def subdivided(shape: ObjectShape, target: int) -> tuple[Any, Any]:
    """The mesh with its triangles split in four until there are at least `target`."""
    vertices, faces = shape.vertices, shape.faces.astype(np.int64)
    while len(faces) < target:
        edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        _, first, inverse = np.unique(
            (edges[:, 0] << 32) | edges[:, 1], return_index=True, return_inverse=True
        )
        middle = len(vertices) + inverse.reshape(-1, 3)
        vertices = np.concatenate([vertices, vertices[edges[first]].mean(axis=1)])
        a, b, c = faces.T
        ab, bc, ca = middle.T
        faces = np.concatenate(
            [np.stack(each, axis=1) for each in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )
    return vertices, faces


def measure(name: str, read_s: float, shape: ObjectShape) -> tuple[list[str], list[float]]:
    """One row of the table, and its numbers."""

    def queries() -> SurfaceQueries:
        small = len(shape.faces) <= MAX_FIELD_FACES
        return SurfaceQueries(
            *((shape.vertices, shape.faces) if small else decimate(shape.vertices, shape.faces))
        )

    field_s, field = timed(lambda: build_field(queries()), 2)
    cpu_s, _ = timed(lambda: build_field(queries()), clock=time.process_time)
    fill_s, _ = timed(lambda: fill_hollows(shape.field_queries, field))
    rng = np.random.default_rng(0)
    low, high = shape.vertices.min(axis=0) - 0.03, shape.vertices.max(axis=0) + 0.03
    anywhere = rng.uniform(low, high, (LOOKUPS, 3)).astype(np.float32)
    lookup_s, _ = timed(lambda: field.sample(anywhere), 7)
    near = shape.points + shape.normals * rng.uniform(-NEAR, NEAR, (len(shape.points), 1))
    exact, sampled = shape.signed_distance(near), field.sample(near)[0]
    close = np.abs(exact) <= NEAR
    error = np.abs(exact - sampled)[close] * 1e3
    # A sign within a hundredth of a millimetre of the surface says nothing.
    sure = close & (np.abs(exact) > 1e-5)
    right = 100 * float((np.sign(exact[sure]) == np.sign(sampled[sure])).mean())
    numbers = [
        len(shape.faces), read_s, field_s, cpu_s, fill_s, lookup_s * 1e3, field.cell * 1e3,
        float(error.mean()), float(np.percentile(error, 95)), right,
    ]  # fmt: skip
    return [name, *formatted(numbers)], numbers


def formatted(numbers: list[float]) -> list[str]:
    """The cells of a row behind its name."""
    return [form.format(number) for form, number in zip(FORMATS, numbers, strict=True)]


def run(folder: Path | None, count: int, dense: int) -> str:
    """Measure and return the section."""
    rows, all_numbers = [], []
    files = object_files(folder, count)
    for path in files:
        read_s, shape = timed(lambda path=path: load_shape(path))
        row, numbers = measure(path.stem, read_s, shape)
        rows.append(row)
        all_numbers.append(numbers)
    rows.append(["**mean**", *formatted(np.mean(all_numbers, axis=0).tolist())])
    for path in files[:: max(1, len(files) // 4)][:4]:
        vertices, faces = subdivided(load_shape(path), 20_000)
        read_s, shape = timed(lambda v=vertices, f=faces: shape_from_arrays(v, f))
        rows.append(measure(f"{path.stem} × n", read_s, shape)[0])
    if dense:
        vertices, faces = subdivided(load_shape(files[0]), dense)
        read_s, shape = timed(lambda: shape_from_arrays(vertices, faces))
        rows.append(measure(f"{files[0].stem} × n", read_s, shape)[0])
    return f"## The shape\n\n`{command()}` on {machine()}.\n\n{__doc__}\n\n{table(HEADER, rows)}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the signed distance field.")
    parser.add_argument("--objects", type=Path, default=None, help="folder of .glb files")
    parser.add_argument("--count", type=int, default=12, help="objects taken from the folder (default 12)")
    parser.add_argument("--dense", type=int, default=0, help="also one mesh of at least so many triangles")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table into this page too")
    options = parser.parse_args()
    text = run(options.objects, options.count, options.dense)
    print(text)
    if options.write:
        write_section(options.write, "shape field", text)


if __name__ == "__main__":
    main()
