"""The small pictures show what is there."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from semgrasp.training.render import BACKGROUND, Piece, View, hand_views, label_colours, png, render

FRONT = View(azimuth=0.0, elevation=0.0, centre=(0.0, 0.0, 0.0), reach=1.0)
RED, BLUE = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
QUAD = np.array([[0, 1, 2], [0, 2, 3]])


def square(x: float, half: float, colour: np.ndarray) -> Piece:
    """A square at `x` that faces +X."""
    corners = np.array([[x, -half, -half], [x, half, -half], [x, half, half], [x, -half, half]])
    return Piece(corners, QUAD, np.tile(colour, (2, 1)))


def background(picture: np.ndarray) -> np.ndarray:
    return (picture == np.round(255 * np.asarray(BACKGROUND))).all(axis=2)


def test_a_square_covers_its_pixels() -> None:
    picture = render([square(0, 0.5, RED)], FRONT, 40)
    covered = picture[..., 0] > picture[..., 2]  # the outline around it is grey
    assert covered.sum() == 20 * 20
    assert covered[10:30, 10:30].all()
    # the middle shows no seam between the two triangles
    assert (picture[12:28, 12:28] == picture[20, 20]).all()


def test_the_nearer_one_is_seen() -> None:
    for pieces in (
        [square(0, 0.5, RED), square(0.2, 0.25, BLUE)],
        [square(0.2, 0.25, BLUE), square(0, 0.5, RED)],
    ):
        picture = render(pieces, FRONT, 40)
        assert picture[20, 20, 2] > 0 == picture[20, 20, 0]
        assert picture[12, 12, 0] > 0 == picture[12, 12, 2]


def test_depth_is_told_by_pixel() -> None:
    # a plate that leans through another one hides only one half of it
    corners = np.array([[0.5, -0.5, -0.5], [-0.5, 0.5, -0.5], [-0.5, 0.5, 0.5], [0.5, -0.5, 0.5]])
    picture = render([square(0, 0.5, RED), Piece(corners, QUAD, np.tile(BLUE, (2, 1)))], FRONT, 40)
    assert picture[20, 14, 2] > 0 == picture[20, 14, 0]
    assert picture[20, 26, 0] > 0 == picture[20, 26, 2]


def test_directions() -> None:
    # seen from +X, +Y is to the right and +Z up
    mark = square(0, 0.1, RED)
    picture = render([Piece(mark.vertices + np.array([0, 0.6, 0.4]), QUAD, mark.colours)], FRONT, 40)
    rows, columns = np.nonzero(~background(picture))
    assert columns.mean() == pytest.approx(31.5, abs=0.5) and rows.mean() == pytest.approx(11.5, abs=0.5)


def test_backs_and_what_is_outside_are_not_drawn() -> None:
    back = View(np.pi, 0.0, (0.0, 0.0, 0.0), 1.0)
    assert background(render([square(0, 0.5, RED)], back, 24)).all()
    far = square(0, 0.5, RED)
    assert background(render([Piece(far.vertices + np.array([0, 9, 0]), QUAD, far.colours)], FRONT, 24)).all()
    assert not background(render([square(0, 50.0, RED)], FRONT, 24)).any()


def test_views_show_the_hand_and_bound_long_things() -> None:
    random = np.random.default_rng(0)
    hand = random.uniform(-0.1, 0.1, (50, 3)) + np.array([0, 0, 0.5])
    thing = np.array([[0, 0, -1.0], [0, 0, 1.0], [0.01, 0, 0]])
    forearm = np.array([1.0, 0, 0])
    near, far = hand_views(hand, thing, forearm)
    assert near.reach < far.reach < 0.5
    assert abs(near.axes()[2] @ forearm) <= 0.7
    for view in (near, far):
        flat = (hand - np.asarray(view.centre)) @ view.axes()[:2].T
        assert np.abs(flat).max() < view.reach


def test_zones_are_shades_of_their_part() -> None:
    body, handle, rim = label_colours([0, 1, 0])
    assert body != handle and max(rim) < max(body)
    assert np.argmax(rim) == np.argmax(body)


def test_png_can_be_read_back() -> None:
    picture = render([square(0, 0.5, RED)], FRONT, 30)
    data = png(picture)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        chunks[kind] = data[at + 8 : at + 8 + length]
        check = struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        assert check == zlib.crc32(kind + chunks[kind])
        at += 12 + length
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(30, 31)
    assert np.abs(palette[lines[:, 1:]].astype(int) - picture).max() <= 8


def test_png_of_many_colours() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    assert len(png(noise)) > 1000
