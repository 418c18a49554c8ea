"""IPP messages as bytes (RFC 8010, section 3) to and from plain values; sends nothing."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Attributes = dict[str, list[object]]
"""Name to values: int, bool, str, bytes for kinds that nobody needs, Attributes for collections."""

OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
RANGE = 0x33
BEGIN_COLLECTION, END_COLLECTION, MEMBER = 0x34, 0x37, 0x4A
NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_VERSION = 0x0101
_TEXTS = frozenset((0x41, NAME, KEYWORD, URI, 0x46, CHARSET, LANGUAGE, MIME, MEMBER))
_DEEPEST = 16


class WireError(Exception):
    """What came is no IPP message."""


@dataclass(frozen=True, slots=True)
class Value:
    """One attribute to send: its tag (one of this module) and its values, all of one kind."""

    tag: int
    values: Sequence[object]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status code, then the groups in the order in which they came."""

    status: int
    groups: tuple[tuple[int, Attributes], ...] = field(default_factory=tuple)

    def group(self, tag: int) -> Attributes:
        """The first group of that kind; empty where there is none."""
        return next((attributes for kind, attributes in self.groups if kind == tag), {})

    def all(self, tag: int) -> list[Attributes]:
        """Every group of that kind."""
        return [attributes for kind, attributes in self.groups if kind == tag]


def request(
    operation: int,
    number: int,
    operation_group: Mapping[str, Value],
    job_group: Mapping[str, Value] | None = None,
) -> bytes:
    """A request; charset and language, which must come first, are added here."""
    first = {
        "attributes-charset": Value(CHARSET, ["utf-8"]),
        "attributes-natural-language": Value(LANGUAGE, ["en"]),
    }
    parts = [struct.pack(">HHi", _VERSION, operation, number), bytes([OPERATION])]
    parts += [_attribute(name, value) for name, value in {**first, **operation_group}.items()]
    if job_group:
        parts.append(bytes([JOB]))
        parts += [_attribute(name, value) for name, value in job_group.items()]
    return b"".join([*parts, bytes([END])])


def _attribute(name: str, value: Value) -> bytes:
    parts = []
    for place, each in enumerate(value.values):
        parts.append(_field(value.tag, name if place == 0 else "", _encoded(value.tag, each)))
        if value.tag == BEGIN_COLLECTION and isinstance(each, Mapping):
            parts.append(_members(each))
    return b"".join(parts)


def _members(collection: Mapping[str, Value]) -> bytes:
    parts = []
    for name, value in collection.items():
        parts.append(_field(MEMBER, "", name.encode()))
        parts.append(_attribute("", value))
    return b"".join([*parts, _field(END_COLLECTION, "", b"")])


def _field(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode()
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(value)) + value


def _encoded(tag: int, value: object) -> bytes:
    if tag in {INTEGER, ENUM}:
        return struct.pack(">i", value)
    if tag == BOOLEAN:
        return b"\x01" if value else b"\x00"
    return b"" if tag == BEGIN_COLLECTION else str(value).encode()


def answer(data: bytes) -> Answer:
    """Read a response. Raises WireError for anything that is none, however broken."""
    try:
        return _Reader(data).answer()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise WireError(str(error)) from error


def number(attributes: Attributes, name: str) -> int | None:
    """The first value of that name, if it is a number: peers may send anything under any name."""
    found = attributes.get(name, [None])[0]
    return found if isinstance(found, int) else None


class _Reader:
    """Walks over the bytes of one message."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 8

    def answer(self) -> Answer:
        major, _, status, _ = struct.unpack(">BBHi", self._data[:8])
        if major not in {1, 2}:
            raise WireError("not IPP")
        groups: list[tuple[int, Attributes]] = []
        values: list[object] = []
        while self._data[self._place] != END:
            tag = self._data[self._place]
            self._place += 1
            if tag < 0x10:
                groups.append((tag, {}))
                continue
            if not groups:
                raise WireError("a value before any group")
            name, raw = self._field()
            if name:  # without a name it is one more value of the attribute before
                values = []
                # An attribute that is told twice counts as told first, as CUPS reads it.
                groups[-1][1].setdefault(name, values)
            values.append(self._value(tag, raw, 0))
        return Answer(status, tuple(groups))

    def _field(self) -> tuple[str, bytes]:
        return self._text().decode(), self._text()

    def _text(self) -> bytes:
        (length,) = struct.unpack_from(">H", self._data, self._place)
        start = self._place + 2
        self._place = start + length
        if self._place > len(self._data):
            raise WireError("cut off")
        return self._data[start : self._place]

    def _value(self, tag: int, raw: bytes, depth: int) -> object:
        if tag in {INTEGER, ENUM}:
            return struct.unpack(">i", raw)[0]
        if tag == BOOLEAN:
            return raw != b"\x00"
        if tag == RANGE:
            return struct.unpack(">ii", raw)
        if tag == BEGIN_COLLECTION:
            return self._collection(depth + 1)
        return raw.decode("utf-8", "replace") if tag in _TEXTS else raw

    def _collection(self, depth: int) -> Attributes:
        """The members up to the end of the collection, nested ones too."""
        if depth > _DEEPEST:
            raise WireError("nested too deep")
        members: Attributes = {}
        name = ""
        while True:
            tag = self._data[self._place]
            self._place += 1
            _, raw = self._field()
            if tag == END_COLLECTION:
                return members
            if tag == MEMBER:
                name = raw.decode()
            else:
                members.setdefault(name, []).append(self._value(tag, raw, depth))
