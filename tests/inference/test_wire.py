"""The wire format: what goes in comes out, and nothing else is let in."""

from __future__ import annotations

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from semgrasp.inference.wire import MAX_HEADER_BYTES, Message, WireError, encode, read_message

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
arrays = st.dictionaries(
    st.text(max_size=8),
    st.sampled_from(["<f4", "<f8", "<i4", "<i8", "|u1"]).flatmap(
        lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
    ),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(json_values, arrays)
def test_what_is_sent_arrives(value, sent):
    stream = io.BytesIO(encode(Message({"type": "x", "value": value}, sent)) * 2)
    for _ in range(2):
        message = read_message(stream)
        assert message is not None
        assert message.header == {"type": "x", "value": value}
        assert set(message.arrays) == set(sent)
        for name, array in sent.items():
            assert message.arrays[name].shape == array.shape
            assert message.arrays[name].tobytes() == array.tobytes()
    assert read_message(stream) is None


def test_every_truncation_is_noticed():
    whole = encode(Message({"type": "x"}, {"a": np.arange(5.0)}))
    for length in range(1, len(whole)):
        with pytest.raises(WireError):
            read_message(io.BytesIO(whole[:length]))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_junk_is_refused_or_ends(junk):
    try:
        message = read_message(io.BytesIO(junk))
    except WireError:
        return
    # What is accepted is either the end of the stream or a whole message.
    assert (message is None) == (junk == b"")


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"{}",
        b'{"type": 3}',
        b'{"type": "x", "arrays": 4}',
        b'{"type": "x", "arrays": [["a", "<f8"]]}',
        b'{"type": "x", "arrays": [["a", "O", [1]]]}',
        b'{"type": "x", "arrays": [["a", "<f8", [-1]]]}',
        b'{"type": "x", "arrays": [["a", "<f8", [true]]]}',
        b'{"type": "x", "arrays": [["a", "<f8", [1.5]]]}',
        b'{"type": "x", "arrays": [["a", "<f8", [1000000, 1000000]]]}',
        b'{"type": "x", "arrays": [["a", "|u1", [1]], ["a", "|u1", [1]]]}',
        b'{"type": "x", "arrays": [["a", ["<f8"], [1]]]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_malformed_headers_are_refused(header):
    with pytest.raises(WireError):
        read_message(io.BytesIO(struct.pack("<I", len(header)) + header + b"\0" * 64))


def test_oversized_header_is_refused_before_it_is_read():
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, count=-1):
            self.taken += count
            return b"\xff" * count

    stream = Endless()
    with pytest.raises(WireError):
        read_message(stream)
    assert stream.taken == 4


def test_objects_and_not_numbers_do_not_travel():
    with pytest.raises(WireError):
        encode(Message({"type": "x"}, {"a": np.array([object()])}))
    with pytest.raises(ValueError):
        encode(Message({"type": "x", "value": float("nan")}))
    with pytest.raises(WireError):
        encode(Message({"type": "x", "text": "a" * MAX_HEADER_BYTES}))


def test_big_endian_and_strided_arrays_arrive_with_their_values():
    sent = {"big": np.arange(4, dtype=">f8"), "strided": np.arange(12.0).reshape(3, 4)[:, ::2]}
    message = read_message(io.BytesIO(encode(Message({"type": "x"}, sent))))
    assert message is not None
    for name, array in sent.items():
        np.testing.assert_array_equal(message.arrays[name], array)


def test_header_is_plain_json_after_a_little_endian_length():
    data = encode(Message({"type": "cancel", "job": 7}))
    (length,) = struct.unpack("<I", data[:4])
    assert json.loads(data[4 : 4 + length]) == {"type": "cancel", "job": 7, "arrays": []}
