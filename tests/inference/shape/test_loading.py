"""Files of every format give the same shape, with names and frames; hostile ones a clear sentence."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mesh_files import (
    ball,
    box,
    glb_bytes,
    gltf_parts,
    gltf_text,
    obj_text,
    ply_bytes,
    ply_text,
    stl_bytes,
    write,
)
from semgrasp.inference.errors import UserError
from semgrasp.inference.shape import load_shape
from semgrasp.inference.shape.loading import read_mesh

TALL = (0.04, 0.06, 0.2)


def _volume(shape: Any) -> float:
    corners = shape.vertices[shape.faces]
    return float(np.einsum("fc,fc->", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6)


@pytest.mark.parametrize("ending", ["glb", "gltf", "obj", "stl", "ply", "ascii.ply"])
def test_formats_agree(tmp_path: Path, ending: str) -> None:
    vertices, faces = box(TALL, centre=(1.0, 2.0, 3.0))
    document, binary = gltf_parts([("Box", "Red", vertices, faces)])
    content = {
        "glb": glb_bytes([("Box", "Red", vertices, faces)]),
        "gltf": gltf_text(document, binary),
        "obj": obj_text(vertices, faces),
        "stl": stl_bytes(vertices, faces),
        "ply": ply_bytes(vertices, faces),
        "ascii.ply": ply_text(vertices, faces),
    }[ending]
    shape = load_shape(write(tmp_path / f"box.{ending}", content), up="Z")
    assert np.allclose(shape.size, TALL, atol=1e-6)
    assert len(shape.faces) == 12 and len(shape.vertices) == 8
    assert _volume(shape) == pytest.approx(np.prod(TALL), rel=1e-4)
    corner = shape.metres_to_canonical @ [1.02, 2.03, 3.1, 1]
    assert np.allclose(corner[:3], np.array(TALL) / 2, atol=1e-6)


def test_gltf_is_y_up_and_scale_is_undone(tmp_path: Path) -> None:
    vertices, faces = box((4, 20, 6), centre=(100, 0, 0))
    path = write(tmp_path / "box.glb", glb_bytes([("Box", "", vertices, faces)]))
    shape = load_shape(path, unit_scale=0.01)
    assert np.allclose(shape.size, [0.04, 0.06, 0.2], atol=1e-6)
    file_top = np.array([102.0, 10.0, 3.0, 1.0])
    canonical = shape.file_to_canonical @ file_top
    assert np.allclose(canonical[:3], [0.02, -0.03, 0.1], atol=1e-6)
    in_metres = np.append(file_top[:3] * 0.01, 1.0)
    assert np.allclose(shape.metres_to_canonical @ in_metres, canonical)
    rotation = shape.metres_to_canonical[:3, :3]
    assert np.allclose(rotation @ rotation.T, np.eye(3)) and np.linalg.det(rotation) > 0


@pytest.mark.parametrize(
    "extra", [{"scale": [-2, 1, 1]}, {"scale": [-1, -1, -1]}, {"rotation": [0, 0, 0.6, 0.8]}]
)
def test_node_transforms(tmp_path: Path, extra: dict[str, Any]) -> None:
    vertices, faces = box((0.05, 0.05, 0.05))
    shape = load_shape(write(tmp_path / "b.glb", glb_bytes([("B", "", vertices, faces)], node_extra=extra)))
    assert _volume(shape) == pytest.approx(0.05**3 * abs(np.prod(extra.get("scale", [1]))), rel=1e-4)
    assert shape.signed_distance(np.zeros((1, 3)))[0] < 0


def test_instances_and_nesting(tmp_path: Path) -> None:
    def change(document: dict[str, Any]) -> None:
        document["nodes"] += [
            {"mesh": 0, "translation": [0.2, 0, 0], "name": "Twin"},
            {"children": [0, 1], "translation": [0, 1, 0]},
        ]
        document["scenes"][0]["nodes"] = [2]

    mesh = read_mesh(write(tmp_path / "b.glb", glb_bytes([("One", "", *box())], change=change)))
    assert len(mesh.faces) == 24
    assert np.allclose(mesh.vertices.max(axis=0), [0.23, 1.03, 0.03], atol=1e-6)
    assert mesh.labels["node"][0] == ("One", "Twin")


def test_strips_fans_and_no_indices(tmp_path: Path) -> None:
    strip = np.array([[0, 0, 0], [0.1, 0, 0], [0, 0.1, 0], [0.1, 0.1, 0]])

    def as_mode(mode: int) -> Any:
        def change(document: dict[str, Any]) -> None:
            primitive = document["meshes"][0]["primitives"][0]
            primitive["mode"] = mode
            del primitive["indices"]

        return change

    for mode in (5, 6):
        path = write(tmp_path / "s.glb", glb_bytes([("", "", strip, [[0, 1, 2]])], change=as_mode(mode)))
        mesh = read_mesh(path)
        corners = mesh.vertices[mesh.faces]
        normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        assert len(mesh.faces) == 2
        if mode == 5:
            assert (normal[:, 2] > 0).all()


def test_normalised_integers(tmp_path: Path) -> None:
    """KHR_mesh_quantization: int16 positions, scaled by the node."""
    vertices, faces = box((2, 2, 2))
    document, binary = gltf_parts([("q", "", vertices, faces)], {"scale": [0.05, 0.05, 0.05]})
    positions = (vertices * 32767).astype("<i2")
    document["bufferViews"].append({"buffer": 0, "byteOffset": len(binary), "byteLength": positions.nbytes})
    document["accessors"][0].update(bufferView=2, componentType=5122, normalized=True)
    shape = load_shape(write(tmp_path / "q.gltf", gltf_text(document, binary + positions.tobytes())))
    assert np.allclose(shape.size, 0.1, atol=1e-5)


def test_buffer_beside_the_file(tmp_path: Path) -> None:
    document, binary = gltf_parts([("a", "b", *box())])
    write(tmp_path / "my data.bin", binary)
    path = write(tmp_path / "x.gltf", gltf_text(document, binary, uri="my%20data.bin"))
    assert np.allclose(load_shape(path).size, 0.06, atol=1e-6)


@pytest.mark.parametrize(
    "uri",
    ["https://example.org/x.bin", "http://127.0.0.1/x", "file:///etc/passwd", "../secret.bin", "/etc/passwd"],
)
def test_no_buffer_from_elsewhere(tmp_path: Path, uri: str) -> None:
    document, binary = gltf_parts([("a", "b", *box())])
    write(tmp_path / "secret.bin", binary)
    folder = tmp_path / "inner"
    folder.mkdir()
    with pytest.raises(UserError, match=r"outside of its folder|missing beside it"):
        load_shape(write(folder / "x.gltf", gltf_text(document, binary, uri=uri)))


def test_buffer_through_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    document, binary = gltf_parts([("a", "b", *box())])
    write(tmp_path / "secret.bin", binary)
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "link.bin").symlink_to(tmp_path / "secret.bin")
    with pytest.raises(UserError, match="outside"):
        load_shape(write(folder / "x.gltf", gltf_text(document, binary, uri="link.bin")))


def _bomb_count(document: dict[str, Any]) -> None:
    document["accessors"][1]["count"] = 10**12


def _bomb_zeros(document: dict[str, Any]) -> None:
    del document["accessors"][0]["bufferView"]
    document["accessors"][0]["count"] = 10**10


def _bomb_instances(document: dict[str, Any]) -> None:
    document["nodes"] = [{"mesh": 0}] * 90_000 + [{"children": list(range(90_000))}]
    document["accessors"][1]["count"] = 36
    document["meshes"][0]["primitives"] *= 1000
    document["scenes"][0]["nodes"] = [90_000]


def _cycle(document: dict[str, Any]) -> None:
    document["nodes"][0]["children"] = [0]


def _draco(document: dict[str, Any]) -> None:
    document["extensionsRequired"] = ["KHR_draco_mesh_compression"]


def _negative(document: dict[str, Any]) -> None:
    document["meshes"][0]["primitives"][0]["indices"] = -1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_bomb_count, "triangles|too early"),
        (_bomb_zeros, "too large"),
        (_bomb_instances, "triangles"),
        (_cycle, "no tree"),
        (_draco, "Draco"),
        (_negative, "index"),
    ],
)
def test_hostile_gltf(tmp_path: Path, change: Any, words: str) -> None:
    path = write(tmp_path / "x.glb", glb_bytes([("a", "b", *box())], change=change))
    with pytest.raises(UserError, match=words):
        load_shape(path)


def test_claims_of_size_are_not_believed(tmp_path: Path) -> None:
    for name, content in {
        "a.stl": b"\0" * 80 + struct.pack("<I", 2**32 - 1) + b"\0" * 50,
        "b.ply": b"ply\nformat ascii 1.0\nelement vertex 4000000000\nproperty float x\nend_header\n",
        "c.ply": b"ply\nformat ascii 1.0\nelement vertex 9\nproperty float x\nproperty float y\n"
        b"property float z\nelement face 1\nproperty list uint int vertex_indices\nend_header\n"
        + b"0 " * 27
        + b"4000000000 1 2 3\n",
    }.items():
        with pytest.raises(UserError):
            load_shape(write(tmp_path / name, content))


@pytest.mark.parametrize("name", ["x.glb", "x.gltf", "x.obj", "x.stl", "x.ply"])
@pytest.mark.parametrize("content", [b"", b"glTF", b"hello\n", b"\xff\xfe\0\0" * 30, b"{}", b"[]", b"ply\n"])
def test_rubbish(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(UserError, match=r"x\."):
        load_shape(write(tmp_path / name, content))


def test_wrong_suffix_folder_and_nothing(tmp_path: Path) -> None:
    for name in ("x.max", "x", "missing.glb"):
        with pytest.raises(UserError):
            load_shape(tmp_path / name)
    (tmp_path / "folder.glb").mkdir()
    with pytest.raises(UserError, match="no file"):
        load_shape(tmp_path / "folder.glb")
    named_wrongly = write(tmp_path / "really_a_glb.obj", glb_bytes([("a", "b", *box())]))
    assert np.allclose(load_shape(named_wrongly).size, 0.06, atol=1e-6)


def test_names_are_kept_by_source(tmp_path: Path) -> None:
    path = write(tmp_path / "cup.glb", glb_bytes([("Body", "Clay", *box()), ("Handle", "Wood", *ball())]))
    shape = load_shape(path)
    assert shape.part_names == ("Body", "Handle")
    assert [source.kind for source in shape.part_sources] == ["node", "material"]
    assert (shape.part_of_face[:12] == 0).all() and (shape.part_of_face[12:] == 1).all()
    assert shape.name_hints == {"file": ("cup",), "node": ("Body", "Handle"), "material": ("Clay", "Wood")}
    nameless = load_shape(path, ignore_names=True)
    assert nameless.part_names == ("",) and not nameless.name_hints and not nameless.part_of_face.any()


def test_obj_groups_polygons_and_negative_indices(tmp_path: Path) -> None:
    text = (
        "o Box\nv 0 0 0\nv 0.1 0 0\nv 0.1 0.1 0\nv 0 0.1 0\nv 0 0 0.1\nv 0.1 0 0.1\n"
        "v 0.1 0.1 0.1\nv 0 0.1 0.1\n"
        "vn 0 0 1\ng bottom\nusemtl red\nf 4//1 3//1 2//1 1//1\ng top\nf -4 -3 -2 -1\n"
        "g sides\nusemtl blue\nf 1 2 6 5\nf 2 3 7 6\nf 3 4 8 \\\n7\nf 4 1 5 8\n"
    )
    shape = load_shape(write(tmp_path / "b.obj", text), up="Z")
    assert len(shape.faces) == 12 and _volume(shape) == pytest.approx(1e-3)
    assert shape.part_names == ("bottom", "top", "sides")
    assert np.bincount(shape.part_of_face).tolist() == [2, 2, 8]
    assert shape.part_sources[1].names == ("red", "blue")


def test_big_endian_and_mixed_polygons_ply(tmp_path: Path) -> None:
    vertices, _ = box()
    quads = [[0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6]]
    triangles = [[3, 0, 4], [3, 4, 7]]
    head = (
        "ply\nformat binary_big_endian 1.0\ncomment made here\nelement vertex 8\nproperty double x\n"
        "property double y\nproperty double z\nproperty uchar red\nelement face 7\n"
        "property list uchar uint vertex_index\nend_header\n"
    )
    body = b"".join(struct.pack(">3dB", *point, 7) for point in vertices)
    body += b"".join(struct.pack(f">B{len(each)}I", len(each), *each) for each in quads + triangles)
    shape = load_shape(write(tmp_path / "b.ply", head.encode() + body))
    assert len(shape.faces) == 12 and _volume(shape) == pytest.approx(0.06**3)


def test_json_with_deep_nesting(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        load_shape(write(tmp_path / "x.gltf", "[" * 100_000))
    with pytest.raises(UserError):
        load_shape(write(tmp_path / "y.gltf", json.dumps({"nodes": {"a": 1}})))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
@pytest.mark.filterwarnings("error")
def test_matrices_without_numbers_are_told_of_without_warnings(tmp_path: Path, number: float) -> None:
    content = glb_bytes([("box", "", *box())], node_extra={"matrix": [number] * 16})
    with pytest.raises(UserError, match="triangles"):
        load_shape(write(tmp_path / "odd.glb", content))
