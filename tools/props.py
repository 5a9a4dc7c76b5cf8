"""Simple props of our own for pictures and tests: hammer, bottle, dagger, apple, torch (CC0).

    python tools/props.py FOLDER [NAME …]        writes FOLDER/hammer.glb and so on

Real sizes. Every part has a material of its own name, so "hold the hammer by its handle" works.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from prop_mesh import Array, Faces, Part, arc, line, loft, outward, revolve, write_glb

WOOD = (0.46, 0.22, 0.085)
STEEL = (0.36, 0.37, 0.39)
LEATHER = (0.105, 0.042, 0.022)
BRASS = (0.72, 0.45, 0.14)


def hammer() -> list[Part]:
    """A cross-peen hammer, 300 mm long and 108 mm across its head."""
    haft = np.array(
        [
            # height, half widths along and across the head, squareness
            (0.0, 11.0, 8.0, 2.3),
            (1.5, 14.0, 10.0, 2.3),
            (6.0, 16.0, 11.5, 2.3),
            (30.0, 16.5, 11.8, 2.3),
            (80.0, 15.0, 11.2, 2.3),
            (130.0, 14.0, 10.5, 2.3),
            (180.0, 12.0, 8.8, 2.3),
            (230.0, 10.5, 7.6, 2.3),
            (260.0, 10.5, 7.6, 2.3),
            (299.0, 10.5, 7.6, 2.3),
            (300.0, 9.5, 6.6, 2.3),
        ]
    )
    head = np.array(
        [
            # along the head from the peen's edge to the face; half widths up and across; squareness
            (-62.0, 1.5, 11.0, 5.0),
            (-61.0, 2.5, 12.0, 5.0),
            (-40.0, 8.5, 12.5, 5.0),
            (-18.0, 13.0, 13.0, 5.0),
            (16.0, 13.0, 13.0, 5.0),
            (20.0, 11.5, 11.5, 3.0),
            (25.0, 10.5, 10.5, 2.0),
            (31.0, 11.0, 11.0, 2.0),
            (34.0, 14.0, 14.0, 2.0),
            (44.0, 14.0, 14.0, 2.0),
            (46.0, 12.6, 12.6, 2.0),
        ]
    )
    vertices, faces = loft(_denser(head, 2), 48)
    # the loft runs along +Z: lay it along +X at its place on the haft
    laid = np.stack([vertices[:, 2], vertices[:, 1], vertices[:, 0] + 280.0], axis=1)
    return [
        _solid("handle", loft(_denser(haft, 4)), WOOD, 0.45, crease=40.0),
        _solid("head", (laid, faces), STEEL, 0.32, metallic=1.0, crease=32.0),
    ]


def bottle() -> list[Part]:
    """A slender flask of 66 mm across and 232 mm with a cap."""
    body = [
        line((0.0, 3.0), (24.0, 3.0), 3),
        arc((26.0, 3.0), 3.0, 270.0, 290.0, 2)[1:],
        arc((26.0, 7.0), 7.0, -80.0, 0.0, 7),
        line((33.0, 7.0), (33.0, 148.0), 16)[1:],
        arc((13.0, 148.0), 20.0, 0.0, 62.0, 9)[1:],
        arc((31.8, 183.3), 20.0, 242.0, 180.0, 9)[1:],
        line((11.8, 184.0), (11.8, 206.0), 4)[1:],
    ]
    cap = [
        line((11.8, 206.0), (15.5, 206.0), 2)[1:],
        line((16.5, 207.0), (16.5, 228.0), 4),
        arc((12.5, 228.0), 4.0, 0.0, 90.0, 6)[1:],
        line((12.5, 232.0), (0.0, 232.0), 3)[1:],
    ]
    profile, start = np.concatenate([*body, *cap]), sum(len(piece) for piece in body)
    vertices, faces = revolve(profile)
    faces = outward(vertices, faces)
    on_cap = vertices[faces].mean(axis=1)[:, 2] > profile[start - 1, 1]
    return [
        Part("body", vertices, faces[~on_cap], (0.055, 0.20, 0.22), 0.18, crease=40.0),
        Part("cap", vertices, faces[on_cap], (0.60, 0.58, 0.54), 0.35, crease=40.0),
    ]


def dagger() -> list[Part]:
    """A dagger of 350 mm: leather grip of 105 mm, brass guard and pommel, diamond blade."""
    blade = np.array(
        [
            (112.0, 15.0, 3.2, 1.05),
            (150.0, 15.0, 3.2, 1.05),
            (260.0, 12.5, 2.8, 1.05),
            (320.0, 7.5, 2.2, 1.05),
            (342.0, 3.0, 1.2, 1.05),
            (350.0, 0.3, 0.2, 1.05),
        ]
    )
    guard = np.array(
        [
            (-47.0, 3.0, 4.0, 3.0),
            (-45.0, 5.5, 6.5, 3.0),
            (-38.0, 5.5, 6.5, 3.0),
            (-30.0, 4.5, 6.0, 3.0),
            (0.0, 5.0, 10.0, 3.0),
            (30.0, 4.5, 6.0, 3.0),
            (38.0, 5.5, 6.5, 3.0),
            (45.0, 5.5, 6.5, 3.0),
            (47.0, 3.0, 4.0, 3.0),
        ]
    )
    height = np.linspace(0.0, 106.0, 54)
    wound = 0.55 * np.cos(2 * np.pi * height / 7.8)  # turns of the leather
    swell = 1.6 * np.cos(np.pi * (height - 53.0) / 106.0)
    grip = np.stack([height, 12.0 + swell + wound, 9.8 + swell + wound, np.full_like(height, 2.0)], axis=1)
    pommel = np.concatenate(
        [[[0.0, -27.0]], arc((0.0, -12.0), 15.0, -84.0, 60.0, 20), [[7.0, 2.0], [0.0, 2.0]]]
    )
    vertices, faces = loft(_denser(guard, 3), 32)
    laid = np.stack([vertices[:, 2], vertices[:, 1], vertices[:, 0] + 109.0], axis=1)
    return [
        _solid("blade", loft(_denser(blade, 3), 4), (0.55, 0.56, 0.58), 0.22, metallic=1.0, crease=12.0),
        _solid("guard", (laid, faces), BRASS, 0.28, metallic=1.0, crease=40.0),
        _solid("grip", loft(grip), LEATHER, 0.55),
        _solid("pommel", revolve(pommel, 40), BRASS, 0.28, metallic=1.0, crease=50.0),
    ]


def apple() -> list[Part]:
    """An apple of 76 mm with its stem in the hollow."""
    turn = np.radians(np.linspace(-90.0, 90.0, 60))
    radius = 38.0 * np.cos(turn) ** 0.82
    dimple = np.exp(-((radius / 11.0) ** 2))
    height = 34.0 * np.sin(turn) + 2.0 * np.cos(turn) - 11.0 * dimple * np.sign(turn)
    radius = radius * (1 + 0.06 * np.sin(turn))
    radius[0] = radius[-1] = 0.0
    stem = np.array(
        [(10.0, 1.3, 1.3, 2.0), (24.0, 1.4, 1.4, 2.0), (40.0, 1.9, 1.9, 2.0), (41.0, 1.4, 1.4, 2.0)]
    )
    vertices, faces = loft(_denser(stem, 4), 12)
    bent = vertices + np.stack([0.006 * (vertices[:, 2] - 10.0) ** 2, *np.zeros((2, len(vertices)))], axis=1)
    return [
        _solid("flesh", revolve(np.stack([radius, height], axis=1), 72), (0.42, 0.022, 0.016), 0.28),
        _solid("stem", (bent, faces), (0.10, 0.055, 0.02), 0.7, crease=50.0),
    ]


def torch() -> list[Part]:
    """A hand torch of 170 mm: ribbed barrel of 30 mm, head of 44 mm, lens."""
    rib = np.linspace(14.0, 104.0, 91)
    body = [
        line((0.0, 0.0), (12.5, 0.0), 3),
        arc((12.5, 2.5), 2.5, -60.0, 0.0, 4),
        np.stack([15.0 + 0.5 * np.abs(np.sin(np.pi * (rib - 14.0) / 7.5)), rib], axis=1),
        line((15.0, 112.0), (16.0, 118.0), 2),
    ]
    head = [
        line((22.0, 136.0), (22.0, 166.0), 4),
        arc((20.0, 168.0), 2.0, 0.0, 90.0, 4),
        line((18.5, 170.0), (18.5, 167.0), 2),
    ]
    lens = [line((18.0, 166.5), (0.0, 168.0), 4)]
    profile = np.concatenate([*body, *head, *lens])
    vertices, faces = revolve(profile, 56)
    faces = outward(vertices, faces)
    middle = vertices[faces].mean(axis=1)
    on_lens = (middle[:, 2] > 166.4) & (np.linalg.norm(middle[:, :2], axis=1) < 18.3)
    on_head = (middle[:, 2] > 118.0) & ~on_lens
    return [
        Part("barrel", vertices, faces[~on_head & ~on_lens], (0.028, 0.03, 0.034), 0.42, crease=40.0),
        Part("head", vertices, faces[on_head], (0.75, 0.30, 0.03), 0.4, crease=40.0),
        Part("lens", vertices, faces[on_lens], (0.85, 0.85, 0.80), 0.1),
    ]


PROPS: dict[str, Callable[[], list[Part]]] = {
    make.__name__: make for make in (hammer, bottle, dagger, apple, torch)
}


def _solid(
    name: str,
    mesh: tuple[Array, Faces],
    colour: tuple[float, float, float],
    roughness: float,
    metallic: float = 0.0,
    crease: float = 180.0,
) -> Part:
    vertices, faces = mesh
    return Part(name, vertices, outward(vertices, faces), colour, roughness, metallic, crease)


def _denser(sections: Array, times: int) -> Array:
    """Sections with `times` as many spans, straight between those given."""
    at = np.arange((len(sections) - 1) * times + 1) / times
    return np.stack([np.interp(at, np.arange(len(sections)), column) for column in sections.T], axis=1)


def write(name: str, folder: Path) -> Path:
    """Writes one prop and returns its file."""
    path = folder / f"{name}.glb"
    write_glb(path, name, PROPS[name](), "tools/props.py")
    return path


def main(arguments: list[str]) -> int:
    if not arguments or set(arguments[1:]) - set(PROPS):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments[1:] or PROPS:
        print(write(name, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
