"""Records of the list as messages of the hub and back; reads no store, sends nothing.

Each record exists in two views. `full` is for desk and dashboard. `lean` is for doors and
self-service, which let people in and print badges: no address, no note, no answers but those that
are asked at check-in; who is invited by an address is named instead.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import msgspec

from kiosk.hub.subjects import record_key
from kiosk.store.transact import Row
from kiosk.typed import from_json

FULL, LEAN = "full", "lean"
_Cells: TypeAlias = dict[str, str | int | None]


class Invitation(msgspec.Struct, omit_defaults=True):
    """What a list says of one subject at one checkpoint; as the columns of table invitation."""

    checkpoint: str
    kind: str
    subject: str
    source: str = ""
    granted_by: str = ""
    granted_at: str = ""
    until: str | None = None


class PersonRecord(msgspec.Struct, omit_defaults=True, tag="person"):
    """One person as a source says; `gone`: no source tells of them any more."""

    key: str
    mark: str = ""
    said: dict[str, Any] = {}
    source: str = ""
    source_ref: str = ""
    gone: bool = False
    tickets: list[_Cells] = []
    invited: list[Invitation] = []
    visits: list[dict[str, str]] = []


class ListRecord(msgspec.Struct, omit_defaults=True, tag="list"):
    """What a checkpoint's lists say of organisations, roles, addresses, and when it was loaded."""

    key: str
    mark: str = ""
    loaded_at: str | None = None
    invited: list[Invitation] = []
    gone: bool = False


class RollRecord(msgspec.Struct, omit_defaults=True, tag="roll"):
    """The roll of an assembly: (key, name, votes), and (member, kind, subject, capacity)."""

    key: str
    mark: str = ""
    members: list[tuple[str, str, int]] = []
    mandates: list[tuple[str, str, str, str]] = []
    gone: bool = False


class DocRecord(msgspec.Struct, omit_defaults=True, tag="doc"):
    """A text: the event's file, or what a source said of the event (`source`, `kind`)."""

    key: str
    mark: str = ""
    source: str = ""
    kind: str = ""
    body: str = ""
    gone: bool = False


class PieceRecord(msgspec.Struct, omit_defaults=True, tag="piece"):
    """A part of a text that may be longer than a message: number `part` of `parts`.

    `source`, `kind` and `ref` say what it is, `digest` is that of the whole text.
    """

    key: str
    mark: str = ""
    source: str = ""
    kind: str = ""
    ref: str = ""
    part: int = 0
    parts: int = 0
    digest: str = ""
    body: str = ""
    gone: bool = False


RosterRecord = PersonRecord | ListRecord | RollRecord | DocRecord | PieceRecord


@dataclass(frozen=True, slots=True)
class Publication:
    """A record on its way: its kind and key as tokens of the subject, and both bodies.

    `name` is the key as it stands here, `mark` the fingerprint, "" for one that is no more.
    """

    kind: str
    key: str
    name: str
    mark: str
    full: bytes
    lean: bytes

    def body(self, view: str) -> bytes:
        """What stations of that view are told."""
        return self.full if view == FULL else self.lean


_encode = msgspec.json.Encoder(order="deterministic").encode
_ANY_RECORD = cast("type[RosterRecord]", RosterRecord)  # a union is no class, and read as one


def kind_of(record: RosterRecord) -> str:
    """The kind of a record as the subject has it."""
    return str(record.__struct_config__.tag)


def publication(full: RosterRecord, lean: RosterRecord) -> Publication:
    """Both views of a record, ready to go out; both bear the fingerprint of the whole."""
    said = _encode(full) + _encode(lean)
    mark = "" if full.gone else hashlib.sha256(said).hexdigest()[:16]
    full.mark = lean.mark = mark
    key = record_key(full.key)
    return Publication(kind_of(full), key, full.key, mark, _encode(full), _encode(lean))


def record_of(body: bytes) -> RosterRecord | None:
    """The record of a message, None where this program cannot read it."""
    try:
        record: RosterRecord = from_json(body, _ANY_RECORD)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return record


def invitations(said: list[Row]) -> list[Invitation]:
    """The rows of table invitation as they travel."""
    names = Invitation.__struct_fields__
    return [Invitation(**{name: row[name] for name in names}) for row in said]


def invitation_rows(said: list[Invitation]) -> list[Row]:
    """As they stand in the table."""
    return [msgspec.structs.asdict(one) for one in said]
