"""What an answer of JetStream means for a claim; speaks to no server.

Codes as the server gives them: https://github.com/nats-io/nats-server (server/errors.json).
"""

from __future__ import annotations

import re
from enum import StrEnum

WRONG_LAST_SEQUENCE = 10071
WRONG_LAST_SEQUENCE_IN_FLIGHT = 10164
"""As 10071, without a number: another claim of the same key has not ended yet (clusters only)."""
DUPLICATE_IN_PROCESS = 10158

_NUMBER = re.compile(r"wrong last sequence: (\d+)")


class Meaning(StrEnum):
    """What to do after a refused publication."""

    BEHIND = "behind"
    RETRY = "retry"
    UNKNOWN = "unknown"


def meaning_of(code: int | None) -> Meaning:
    """What that error code asks for: only 10071 says that somebody else stands there.

    Taking any refusal for "was used already" would turn both of two people away.
    """
    if code == WRONG_LAST_SEQUENCE:
        return Meaning.BEHIND
    if code in {WRONG_LAST_SEQUENCE_IN_FLIGHT, DUPLICATE_IN_PROCESS}:
        return Meaning.RETRY
    return Meaning.UNKNOWN


def last_sequence_in(text: str) -> int | None:
    """The number in "wrong last sequence: 7", which is the message that came first; else None."""
    found = _NUMBER.search(text)
    return int(found[1]) if found else None
