"""FBX files as trees of records: enough to rename things and to make the bytes reproducible.

Blender's exporter takes names from its data-blocks, where they must be unique, and identifiers from Python's
randomised hashes. Instead of renaming the user's objects, the exporter works on copies with made-up names,
and the names are put right here, in the file. The layout is described at
code.blender.org/2013/08/fbx-binary-file-format-specification/.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MAGIC = b"Kaydara FBX Binary  \x00\x1a\x00"
_FOOTER_ID = b"\xfa\xbc\xab\x09\xd0\xc8\xd4\x66\xb1\x76\xfb\x83\x1c\xf7\x26\x7e"
_FOOTER_MAGIC = b"\xf8\x5a\x8c\x6a\xde\xf5\xd9\x7e\xec\xe9\x0c\xe3\x75\x8f\x29\x0b"
_SCALAR_SIZES = {b"Y": 2, b"C": 1, b"B": 1, b"I": 4, b"F": 4, b"D": 8, b"L": 8, b"Z": 1}
_ARRAYS = b"fdilbc"
# Separates a name from its class inside one string: "wrist\0\1Model".
_NAME_CLASS = b"\x00\x01"


@dataclass
class Record:
    """One node of the file: a name, typed values as they stand in the file, and nested records.

    Attributes:
        name: as bytes, "Model".
        values: (type code, payload) pairs; strings and raw bytes without their length, the rest as stored.
        children: nested records.
        is_block: whether a (perhaps empty) block of children stands in the file.
    """

    name: bytes
    values: list[tuple[bytes, bytes]] = field(default_factory=list)
    children: list[Record] = field(default_factory=list)
    is_block: bool = False

    def child(self, name: bytes) -> Record | None:
        """The first nested record of that name."""
        return next((c for c in self.children if c.name == name), None)

    def walk(self) -> Iterator[Record]:
        """This record and all below, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def integer(self, index: int = 0) -> int:
        """An integer value (codes Y, I, L)."""
        code, payload = self.values[index]
        return struct.unpack({b"Y": "<h", b"I": "<i", b"L": "<q"}[code], payload)[0]


def parse(data: bytes) -> tuple[int, list[Record]]:
    """Reads a binary FBX file.

    Returns:
        Version (7400) and the records of the top level.

    Raises:
        ValueError: not a binary FBX file, or cut short.
    """
    if not data.startswith(MAGIC):
        raise ValueError("not a binary FBX file")
    try:
        version = struct.unpack_from("<I", data, len(MAGIC))[0]
        records, _ = _parse_block(data, len(MAGIC) + 4, version >= 7500)
    except (struct.error, IndexError) as error:
        raise ValueError("the FBX file is cut short") from error
    return version, records


def _parse_block(data: bytes, offset: int, wide: bool) -> tuple[list[Record], int]:
    meta = struct.Struct("<QQQB" if wide else "<IIIB")
    records: list[Record] = []
    while True:
        end, count, _, name_length = meta.unpack_from(data, offset)
        offset += meta.size
        if end == 0:
            return records, offset
        record = Record(data[offset : offset + name_length])
        offset += name_length
        for _ in range(count):
            value, offset = _parse_value(data, offset)
            record.values.append(value)
        if offset < end:
            record.is_block = True
            record.children, offset = _parse_block(data, offset, wide)
        if offset != end:
            raise ValueError("the FBX file is damaged")
        records.append(record)


def _parse_value(data: bytes, offset: int) -> tuple[tuple[bytes, bytes], int]:
    code = data[offset : offset + 1]
    offset += 1
    size = _SCALAR_SIZES.get(code)
    if size is None:
        if code in (b"S", b"R"):
            size = struct.unpack_from("<I", data, offset)[0]
            offset += 4
        elif code and code in _ARRAYS:
            size = 12 + struct.unpack_from("<III", data, offset)[2]
        else:
            raise ValueError(f"unknown value {code!r} in the FBX file")
    return (code, data[offset : offset + size]), offset + size


def serialise(version: int, records: list[Record]) -> bytes:
    """Writes records back: the inverse of `parse`."""
    out = bytearray(MAGIC + struct.pack("<I", version))
    _write_block(out, records, version >= 7500)
    out += _FOOTER_ID + bytes(4)
    out += bytes(16 - len(out) % 16)  # a whole 16 where it is aligned already
    out += struct.pack("<I", version) + bytes(120) + _FOOTER_MAGIC
    return bytes(out)


def _write_block(out: bytearray, records: list[Record], wide: bool) -> None:
    meta = struct.Struct("<QQQ" if wide else "<III")
    for record in records:
        start = len(out)
        out += bytes(meta.size) + bytes([len(record.name)]) + record.name
        values_start = len(out)
        for code, payload in record.values:
            out += code
            if code in (b"S", b"R"):
                out += struct.pack("<I", len(payload))
            out += payload
        values_length = len(out) - values_start
        if record.children or record.is_block:
            _write_block(out, record.children, wide)
        meta.pack_into(out, start, len(out), len(record.values), values_length)
    out += bytes(meta.size + 1)


def rename(records: list[Record], names: Mapping[str, str]) -> None:
    """Replaces names, in place: whole strings, or the part of "name\\0\\1Class" before the separator."""
    table = {old.encode(): new.encode() for old, new in names.items()}
    for record in _all(records):
        for index, (code, payload) in enumerate(record.values):
            if code != b"S":
                continue
            name, separator, kind = payload.partition(_NAME_CLASS)
            if name in table:
                record.values[index] = (code, table[name] + separator + kind)


def make_reproducible(records: list[Record]) -> None:
    """Removes what changes from run to run, in place: the clock's time and hashed identifiers.

    Objects are numbered in the order of the file.
    """
    for record in _all(records):
        if record.name == b"CreationTimeStamp":
            for part, value in ((b"Year", 1970), (b"Month", 1), (b"Day", 1)):
                _set_integer(record.child(part), value)
            for part in (b"Hour", b"Minute", b"Second", b"Millisecond"):
                _set_integer(record.child(part), 0)
        for index, (code, payload) in enumerate(record.values):
            # The properties "DateTime_GMT" and the like of the header.
            if code == b"S" and payload == b"DateTime" and record.name == b"P":
                record.values[-1] = (b"S", b"01/01/1970 00:00:00.000")
            elif code == b"S" and record.name == b"CreationTime" and index == 0:
                record.values[0] = (code, b"1970-01-01 10:00:00:000")
    numbers: dict[int, int] = {0: 0}
    for holder in records:
        if holder.name in (b"Objects", b"Documents"):
            for record in holder.children:
                if record.values and record.values[0][0] == b"L":
                    numbers.setdefault(record.integer(), 1_000_000 + len(numbers))
    for record in _all(records):
        for index, (code, _) in enumerate(record.values):
            if (
                code == b"L"
                and (number := numbers.get(record.integer(index))) is not None
                and _holds_id(record, index)
            ):
                record.values[index] = (code, struct.pack("<q", number))


def set_space(records: list[Record], units_per_metre: float) -> None:
    """Declares +Y up, +Z to the viewer and the unit (in centimetres) in the global settings, in place."""
    wanted = {
        b"UpAxis": 1, b"UpAxisSign": 1, b"FrontAxis": 2, b"FrontAxisSign": 1,
        b"CoordAxis": 0, b"CoordAxisSign": 1, b"OriginalUpAxis": 1, b"OriginalUpAxisSign": 1,
    }  # fmt: skip
    for record in _all(records):
        if (
            record.name == b"P"
            and record.values
            and record.values[0][1] in wanted
            and record.values[-1][0] == b"I"
        ):
            record.values[-1] = (b"I", struct.pack("<i", wanted[record.values[0][1]]))
        elif record.name == b"P" and record.values and record.values[0][1].endswith(b"UnitScaleFactor"):
            record.values[-1] = (b"D", struct.pack("<d", 100.0 / units_per_metre))


def _holds_id(record: Record, index: int) -> bool:
    if record.name == b"C":  # connection: kind, child, parent
        return index in (1, 2)
    # Times are of the same type: only first values of objects and of poses' nodes are identifiers.
    return (
        index == 0
        and (record.is_block or record.name in (b"Node", b"RootNode"))
        and record.name != b"KeyTime"
    )


def _set_integer(record: Record | None, value: int) -> None:
    if record is not None and record.values and record.values[0][0] == b"I":
        record.values[0] = (b"I", struct.pack("<i", value))


def _all(records: list[Record]) -> Iterator[Record]:
    for record in records:
        yield from record.walk()
