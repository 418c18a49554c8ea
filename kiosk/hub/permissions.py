"""What each user of the hub's server may say and hear, as lists of subjects; pure.

A station writes its journal under its own name only, and reads its own event only. Consumers bear
the station's name, so that nobody reads through another's: a door never gets the desk's view.
Source: https://docs.nats.io/running-a-nats-service/nats_admin/security/jetstream_auth
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hub import subjects
from kiosk.hub.registry import Invited, Member

FULL_VIEW = ("desk", "dashboard")
"""Roles that see whole persons in the roster; the others get what a door needs."""


@dataclass(frozen=True, slots=True)
class User:
    """A user of the server: its public key, and what it may publish and subscribe to."""

    public_key: str
    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def view_of(role: str) -> str:
    """The view of the roster that a station of that role reads."""
    return "full" if role in FULL_VIEW else "lean"


def server_user(public_key: str) -> User:
    """The hub's own user: it makes streams and lets stations in."""
    return User(public_key, (">",), (">",))


def station_user(event: str, member: Member) -> User:
    """A station that has joined."""
    me = member.station
    journal, roster, prints = (
        subjects.journal_stream(event),
        subjects.roster_stream(event),
        subjects.print_stream(event),
    )
    publish = (
        f"ci.{event}.{subjects.PASS}.{me}.*",
        f"ci.{event}.{subjects.LOG}.{me}.*",
        subjects.heartbeat(event, me),
        f"pj.{event}.*.*",
        *((f"ro.{event}.>",) if member.source else ()),
        "$JS.API.INFO",
        *(f"$JS.API.STREAM.INFO.{stream}" for stream in (journal, roster, prints)),
        f"$JS.API.STREAM.MSG.GET.{journal}",
        *_reading(journal, me, f"ci.{event}.>"),
        *_reading(roster, me, f"ro.{event}.{view_of(member.role)}.>"),
        *_reading(prints, me, f"pj.{event}.{me}.*"),
        f"$JS.ACK.{prints}.{me}.>",
    )
    hears = (f"{subjects.inbox(me)}.>", f"hb.{event}.*", f"cmd.{event}.{me}", f"cmd.{event}.all")
    return User(member.public_key, publish, hears)


def invited_user(event: str, invited: Invited) -> User:
    """Whoever holds an invitation: may ask to be let in, and hear the answer."""
    name = invited.invitation_id
    asks, hears = subjects.join(event, name), f"{subjects.inbox(name)}.>"
    return User(invited.public_key, (asks,), (hears,))


def _reading(stream: str, consumer: str, filtered: str) -> tuple[str, ...]:
    """One consumer of one name with one filter."""
    api = "$JS.API.CONSUMER"
    return (
        f"{api}.CREATE.{stream}.{consumer}.{filtered}",
        f"{api}.MSG.NEXT.{stream}.{consumer}",
        f"{api}.INFO.{stream}.{consumer}",
        f"{api}.DELETE.{stream}.{consumer}",
    )
