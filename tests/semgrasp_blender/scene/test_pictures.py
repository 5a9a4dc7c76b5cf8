"""Views, PNG files and labels of contact sheets."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import bpy
import numpy as np
import pytest
from semgrasp.inference.hand import load_hand
from semgrasp.semgrasp_blender.scene import png, rig, sheet, views

FOV = 0.5


def read_png(path: Path) -> np.ndarray:
    image = bpy.data.images.load(str(path))
    width, height = image.size
    flat = np.empty(width * height * 4, dtype=np.float32)
    image.pixels.foreach_get(flat)
    bpy.data.images.remove(image)
    return np.round(flat.reshape(height, width, 4)[::-1, :, :3] * 255).astype(np.uint8)


def test_png_is_read_back_by_blender(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, size=(7, 11, 3)).astype(np.uint8)
    png.write_png(tmp_path / "a.png", pixels)
    np.testing.assert_array_equal(read_png(tmp_path / "a.png"), pixels)
    data = (tmp_path / "a.png").read_bytes()
    assert struct.unpack(">I", data[29:33])[0] == zlib.crc32(data[12:29])
    with pytest.raises(ValueError, match="uint8"):
        png.write_png(tmp_path / "b.png", pixels.astype(np.float32))


def projected(view: views.View, points: np.ndarray) -> np.ndarray:
    """(P, 2) places in the picture, −1..1."""
    local = (points - view.camera_to_world[:3, 3]) @ view.camera_to_world[:3, :3]
    assert np.all(local[:, 2] < 0.0)  # in front of the camera
    return local[:, :2] / -local[:, 2:] / np.tan(FOV / 2)


def test_what_is_held_from_below_is_seen_from_below() -> None:
    """A crate on the open palm hides the hand from above and from all sides."""
    model = load_hand("right")
    hand = model.rest()[0][0] @ np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], dtype=float).T
    random = np.random.default_rng(0)
    crate = random.uniform(-0.5, 0.5, (4000, 3))
    side = random.integers(0, 3, len(crate))
    crate[np.arange(len(crate)), side] = random.choice([-0.5, 0.5], len(crate))
    crate[:, 2] += hand[:, 2].max() + 0.5
    for view in views.choose_views(hand, model.segment_of_vertex, crate, FOV):
        assert view.camera_to_world[2, 2] < 0.0


def test_views_hold_the_hand_upright_and_differ() -> None:
    model = load_hand("right")
    hand = model.rest()[0][0]
    angles = np.linspace(0, 2 * np.pi, 40)
    can = np.array(
        [[0.03 * np.cos(a), -0.05 + 0.03 * np.sin(a), z] for a in angles for z in np.linspace(-0.06, 0.06, 9)]
    )
    first, second = views.choose_views(hand, model.segment_of_vertex, can, FOV)
    for view in (first, second):
        places = projected(view, np.concatenate([hand, can]))
        assert np.abs(places).max() <= 1.0
        assert np.abs(places).max() > 0.85  # and it fills the picture
        axes = view.camera_to_world[:3, :3]
        np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-9)
        assert axes[2, 1] > 0.5 and abs(axes[2, 0]) < 1e-9  # up is up
    backwards = [v.camera_to_world[:2, 2] / np.linalg.norm(v.camera_to_world[:2, 2]) for v in (first, second)]
    assert backwards[0] @ backwards[1] < np.cos(np.radians(50))


def test_a_view_is_not_taken_from_behind_a_wall() -> None:
    model = load_hand("right")
    hand = model.rest()[0][0]
    y, z = np.meshgrid(np.linspace(-0.2, 0.2, 60), np.linspace(-0.2, 0.2, 60))
    wall = np.stack([np.full(y.size, 0.25), y.ravel(), z.ravel()], axis=1)
    wall = wall[:, [0, 1, 2]] - [0.45, 0.0, 0.0]  # at x = −0.2, beyond the fingertips
    view = views.choose_views(hand, model.segment_of_vertex, wall, FOV, count=1)[0]
    assert view.camera_to_world[0, 3] > -0.2


@pytest.mark.parametrize(
    ("metrics", "line"),
    [
        ({}, ""),
        ({"penetration_mm": 1.26, "volume_cm3": 0.5}, "pen 1.3 mm · vol 0.50 cm³"),
        ({"contact_regions": [3, 15], "held": 0.4}, "regions 2 · held 0.4"),
    ],
)
def test_label_shows_the_numbers_there_are(metrics: dict[str, Any], line: str) -> None:
    assert sheet.metrics_line(metrics) == line


def test_sheet_shows_hand_and_object_and_leaves_the_file_as_it_was(kit: Any, tmp_path: Path) -> None:
    model = load_hand("right")
    box = kit.add_object(size=0.06)
    box.data.materials.append(None)
    sheet.dress([box])
    hand = rig.build_hand_rig(bpy.context, model, np.zeros(10))
    bpy.context.view_layer.update()
    rig.attach(hand, box, 1.0)
    grasps = [kit.random_grasp(n) for n in (1, 2, 3)]
    kinds = ("scenes", "objects", "cameras", "worlds", "curves")
    before = {kind: len(getattr(bpy.data, kind)) for kind in kinds}
    settings = sheet.SheetSettings(tile=96, columns=2, title="A box")
    sheet.render_sheet(tmp_path / "sheet.png", hand.armature, hand.mesh, [box], grasps, model, settings)
    assert before == {kind: len(getattr(bpy.data, kind)) for kind in before}
    pixels = read_png(tmp_path / "sheet.png").astype(int)
    assert 96 * 4 < pixels.shape[1] < 96 * 5
    assert 96 * 2 < pixels.shape[0] < 96 * 3
    skin = (pixels[..., 0] > pixels[..., 2] + 25) & (pixels[..., 0] > 120)
    grey = (np.ptp(pixels, axis=2) < 30) & (pixels.max(axis=2) < 200)
    assert skin.mean() > 0.03
    assert grey.mean() > 0.01
    ink = pixels[: int(96 * 0.17)].max(axis=2) < 200
    assert ink.sum() > 20  # the title
