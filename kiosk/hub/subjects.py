"""Names in the hub: subjects, streams and the tokens they are made of; sends nothing.

A subject is `ci.<event>.<kind>.<station>.<key>`: a station may write under its own name only, and a
claim compares over all stations by the wildcard in the station's place. No code, name or other
text of a person ever stands in a subject: keys are hashes.
Source: https://docs.nats.io/nats-concepts/subjects (tokens, wildcards).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

PASS = "pass"  # noqa: S105  a way through, no secret
"""Kind of entries by which somebody passes a checkpoint, or that take such a passage back."""
LOG = "log"
"""Kind of all other entries."""
_KEY_DIGITS = 30
"""120 bits: no two people of an event ever share a key by chance."""
_UNFIT = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A subject of the journal, taken apart."""

    event: str
    kind: str
    station: str
    key: str

    def __str__(self) -> str:
        return f"ci.{self.event}.{self.kind}.{self.station}.{self.key}"

    @property
    def of_all_stations(self) -> str:
        """The same place whoever writes there."""
        return f"ci.{self.event}.{self.kind}.*.{self.key}"


def is_journal(parts: Sequence[str]) -> bool:
    """Whether a subject with those tokens is of a journal: ci, event, kind, station and key."""
    return len(parts) == 5 and parts[0] == "ci"


def token(text: str) -> str:
    """The text as a token: letters, digits, "_" and "-".

    Where anything had to be replaced, a hash of the whole keeps different texts different.
    """
    plain = _UNFIT.sub("-", text)
    if plain == text and text:
        return text
    return f"{plain.strip('-')}-{_hash(text)[:8]}".lstrip("-")


def passage_key(checkpoint: str, visitor: str) -> str:
    """The key of everything that one visitor does at one checkpoint."""
    return _hash(f"{checkpoint}\0{visitor}")


def journal_stream(event: str) -> str:
    """The stream that holds the journals of all stations of an event."""
    return f"CI_{token(event)}"


def journal_subjects(event: str) -> str:
    """All subjects of that stream."""
    return f"ci.{token(event)}.>"


def roster_stream(event: str) -> str:
    """The stream that holds the last value of everything stations know from the source."""
    return f"RO_{token(event)}"


def record(event: str, view: str, kind: str = "", key: str = "") -> str:
    """Where a record of the list stands; all of a view without kind and key."""
    what = f"{kind}.{key}" if kind else ">"
    return f"ro.{token(event)}.{view}.{what}"


def record_key(name: str) -> str:
    """The key of a record: its name where that is a token, else a hash that tells nothing of it."""
    return name if name and not _UNFIT.search(name) else _hash(name)


def registry_stream(event: str) -> str:
    """The stream in which the hub's servers keep who belongs to it."""
    return f"HUB_{token(event)}"


def heartbeat_stream(event: str) -> str:
    """The stream of the last sign of life of each station, which passes them on to all."""
    return f"HB_{token(event)}"


def heartbeat(event: str, station: str) -> str:
    """Where a station tells how it is; "*" for all stations."""
    return f"hb.{token(event)}.{_any_or(station)}"


def heard(event: str, station: str) -> str:
    """Where the hub passes a station's signs of life on to all; "*" for those of every station."""
    return f"hl.{token(event)}.{_any_or(station)}"


def inbox(name: str) -> str:
    """The prefix of the subjects at which only that user receives answers."""
    return f"_INBOX_{token(name)}"


def join(event: str, invitation: str) -> str:
    """Where whoever was invited asks to be let in; "*" for the places of all invitations."""
    return f"join.{token(event)}.{_any_or(invitation)}"


def _any_or(name: str) -> str:
    return name if name == "*" else token(name)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]
