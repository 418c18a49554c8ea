"""What a hub and a station that joins say to each other; pure.

The station connects as the invitation's user, which may only ask at its own subject. It may look
what the invitation settles; then it says its name, role and the public key that it has just made.
The hub answers at that user's inbox. From then on the invitation lets nobody in, and the station
connects with its own key.
"""

from __future__ import annotations

import msgspec

from kiosk.hub.registry import Invited, Member, Refusal, Settled


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who the station is from now on and where the hub's servers are, or why it is not let in.

    `settled` answers a station that only looked.
    """

    member: Member | None = None
    settled: Settled | None = None
    event: str = ""
    addresses: tuple[str, ...] = ()
    refused: Refusal | None = None


def record_subject(event: str, record: Member | Invited) -> str:
    """Where a record stands in the registry's stream."""
    if isinstance(record, Member):
        return f"hub.{event}.member.{record.station}"
    return f"hub.{event}.invite.{record.invitation_id}"
