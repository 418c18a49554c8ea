"""What each user of the hub's server may say and hear, as lists of subjects; pure.

The streams lie in one account (HUB), and every station has an account of its own into which only
its own subjects are imported. Permissions alone would not do: a server answers a request at
whatever subject the request names, so a station could have had an answer, even a message of its own
making, delivered under another station's subject. Across accounts an answer stays in the account
that asked. Consumers bear the station's name, so that nobody reads through another's: a door never
gets the desk's view.
Source: https://docs.nats.io/running-a-nats-service/configuration/securing_nats/accounts
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hub import subjects
from kiosk.hub.registry import Invited, Member

HUB_ACCOUNT = "HUB"
JOIN_ACCOUNT = "JOIN"
"""Where all who hold an invitation are; it is there before any is made."""
SERVER_API = "$JS.API"
DOMAIN = "hub"
LEAF_API = f"$JS.{DOMAIN}.API"
"""The same where it is asked through a leaf: a server that holds no streams passes no other on."""
STATION_API = "HUB.API"
"""Under which name a station's account imports what it may ask of JetStream."""
FULL_VIEW = ("desk", "dashboard")
"""Roles that see whole persons in the roster; the others get what a door needs."""


@dataclass(frozen=True, slots=True)
class User:
    """A user of the server and its account; the hub's own has no lists and may do everything.

    `asks` are subjects of the hub that it may publish to, `api` the ends of requests to JetStream,
    `hears` live subjects of the hub, `inbox` the prefix at which it gets answers.
    """

    public_key: str
    account: str
    inbox: str = ""
    asks: tuple[str, ...] = ()
    api: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()

    @property
    def may_publish(self) -> list[str]:
        """What the server takes from it."""
        return [*self.asks, *(f"{STATION_API}.{end}" for end in self.api)]

    @property
    def may_subscribe(self) -> list[str]:
        """What the server gives it."""
        return [f"{self.inbox}.>", *self.hears]


def view_of(role: str) -> str:
    """The view of the roster that a station of that role reads."""
    return "full" if role in FULL_VIEW else "lean"


def view_of_list(role: str, *, source: bool) -> str:
    """The view of the list that a station reads: whoever holds the source has all of it anyhow."""
    return "full" if source else view_of(role)


def server_user(public_key: str) -> User:
    """The hub's own user: it makes streams and lets stations in."""
    return User(public_key, HUB_ACCOUNT)


def station_user(event: str, member: Member) -> User:
    """A station that has joined."""
    me = member.station
    view = view_of_list(member.role, source=member.source)
    journal, roster = subjects.journal_stream(event), subjects.roster_stream(event)
    asks = (
        f"ci.{event}.{subjects.PASS}.{me}.*",
        f"ci.{event}.{subjects.LOG}.{me}.*",
        subjects.heartbeat(event, me),
        *((f"ro.{event}.*.*.*",) if member.source else ()),
    )
    api = (
        *(f"STREAM.INFO.{stream}" for stream in (journal, roster)),
        f"STREAM.MSG.GET.{journal}",
        *_reading(journal, me, f"ci.{event}.>"),
        *_reading(roster, me, subjects.record(event, view)),
    )
    hears = (subjects.heard(event, "*"),)
    return User(member.public_key, f"S_{me}", subjects.inbox(me), asks, api, hears)


def invited_user(event: str, invited: Invited) -> User:
    """Whoever holds an invitation: may ask to be let in, and hear the answer."""
    name = invited.invitation_id
    asks = (subjects.join(event, name),)
    return User(invited.public_key, JOIN_ACCOUNT, subjects.inbox(name), asks)


def _reading(stream: str, consumer: str, filtered: str) -> tuple[str, ...]:
    """One consumer of one name with one filter."""
    return (
        f"CONSUMER.CREATE.{stream}.{consumer}.{filtered}",
        f"CONSUMER.MSG.NEXT.{stream}.{consumer}",
        f"CONSUMER.INFO.{stream}.{consumer}",
        f"CONSUMER.DELETE.{stream}.{consumer}",
    )
