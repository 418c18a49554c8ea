"""A station joins a hub by an invitation; a hub's own machine invites and revokes. Blocking.

What is asked of the hub is repeated for some seconds: a server takes a moment to know new users.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TypeVar

import msgspec
import nats.errors
from nats.aio.client import Client

from kiosk.domain.errors import FailureError
from kiosk.hub import subjects
from kiosk.hub.credentials import public_key_of, seed_from
from kiosk.hub.discovery import find
from kiosk.hub.folder import HubFolder
from kiosk.hub.interface import Trouble
from kiosk.hub.invitation import InvitationText
from kiosk.hub.joining import Answer
from kiosk.hub.membership import Membership
from kiosk.hub.nats_connection import Access, connect, hang_up, trouble_of
from kiosk.hub.nats_office import publish_record, take
from kiosk.hub.nats_reader import Reader
from kiosk.hub.peek import authority_at
from kiosk.hub.permissions import SERVER_API, STATION_API
from kiosk.hub.registry import Invited, Member, Refusal, Registry, Request
from kiosk.texts import N_

T = TypeVar("T")
_FAILURES = (nats.errors.Error, OSError, TimeoutError)
_PATIENCE, _NEWS, _PAUSE, _ANSWER = 12.0, 4.0, 0.3, 6.0
"""Seconds: to be let in at last, until all servers know a new invitation, between tries, for the
hub's answer."""
_TRIES = 8


def join(invitation: InvitationText, name: str, role: str, seed: str) -> Membership | Refusal:
    """Ask to be let in with the key of that seed, and wait until the hub knows it.

    Where nobody answers at the invitation's addresses, the hub is looked for on the network.
    Calling again with the same seed finds out what became of a call that was cut off.
    FailureError where the hub does not answer or is another one.
    """
    reached, authority = _reached(invitation)
    request = Request(name, role, public_key_of(seed))
    return asyncio.run(_join(reached, request, seed, authority))


def with_registry(folder: HubFolder, change: Callable[[Registry], Member | Invited | None]) -> bool:
    """Write the record that `change` makes of what is known now; False where it makes none.

    FailureError where the hub of this machine does not run.
    """
    return asyncio.run(_change(folder, change))


def known_registry(folder: HubFolder) -> Registry:
    """Who belongs to the hub and is invited, as its records say now; FailureError as above."""
    return asyncio.run(_with_office(folder, _records_of(folder)))


def wait_until_open(folder: HubFolder, seed: str) -> bool:
    """Whether this machine's server knows that key, within some seconds."""
    return asyncio.run(_opens(folder, seed))


def _reached(invitation: InvitationText) -> tuple[InvitationText, str]:
    """The invitation with the address that answers at its head, and the authority's PEM there."""
    try:
        place, authority = authority_at(invitation.addresses, invitation.fingerprint)
    except FailureError:
        found = find(invitation.event, invitation.fingerprint)
        if not found:
            raise
        place, authority = authority_at(found, invitation.fingerprint)
    return replace(invitation, addresses=_together((place,), invitation.addresses)), authority


def _together(first: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """All of them, each once, the first ones first."""
    return tuple(dict.fromkeys((*first, *others)))


async def _opens(folder: HubFolder, seed: str) -> bool:
    access = Access(_here(folder), folder.authority, seed, subjects.inbox("guest"))
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            await hang_up(await connect(access, lambda _: None))
        except _FAILURES:
            await asyncio.sleep(_PAUSE / 3)
        else:
            return True
    return False


async def _join(
    invitation: InvitationText, request: Request, seed: str, authority: str
) -> Membership | Refusal:
    name = invitation.invitation_id
    addresses = invitation.addresses
    guest = Access(addresses, authority, seed_from(invitation.secret), subjects.inbox(name))
    end = time.monotonic() + _PATIENCE
    while True:
        trouble = Trouble.UNREACHABLE
        try:
            answer = await _asked(guest, invitation, request)
        except _FAILURES as problem:
            trouble = trouble_of(problem)
            answer = None
        if answer is not None and answer.refused is not None:
            return answer.refused
        if answer is not None and answer.member is not None:
            places = _together(addresses[:1], answer.addresses)
            return await _settled(answer, answer.member, places, seed, authority)
        left = end - time.monotonic()
        if trouble is Trouble.REFUSED and left < _PATIENCE - _NEWS:
            return Refusal.UNKNOWN  # used, revoked or expired: the server has forgotten it
        if left < 0:
            raise FailureError(N_("La central no responde: intente de nuevo."))
        await asyncio.sleep(_PAUSE)


async def _asked(guest: Access, invitation: InvitationText, request: Request) -> Answer:
    async def ask(client: Client) -> Answer:
        subject = subjects.join(invitation.event, invitation.invitation_id)
        said = await client.request(subject, msgspec.json.encode(request), timeout=_ANSWER)
        return msgspec.json.decode(said.data, type=Answer)

    return await _at(guest, ask)


async def _settled(
    answer: Answer, member: Member, places: tuple[str, ...], seed: str, authority: str
) -> Membership:
    """Wait until the server takes the new key; it is a member in any case.

    `places`: where it was reached, and where the hub says that its servers are.
    """
    access = Access(places, authority, seed, subjects.inbox(member.station))
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            await _greeted(access, answer.event)
            break
        except _FAILURES:
            await asyncio.sleep(_PAUSE)
    return Membership(
        event=answer.event,
        station=member.station,
        name=member.name,
        role=member.role,
        addresses=places,
        authority=authority,
        seed=seed,
        source=member.source,
    )


async def _greeted(access: Access, event: str) -> None:
    """Raises where the key does not open the streams yet."""

    async def look(client: Client) -> None:
        streams = client.jetstream(prefix=STATION_API, timeout=1)
        await streams.stream_info(subjects.journal_stream(event))

    await _at(access, look)


async def _change(folder: HubFolder, change: Callable[[Registry], Member | Invited | None]) -> bool:
    async def write(client: Client) -> bool:
        for _ in range(20):
            registry = await _records(folder, client)
            record = change(registry)
            if record is None:
                return False
            last = registry.last_seq
            if await publish_record(client, folder.about.event, record, last) is not None:
                return True
        raise TimeoutError

    return await _with_office(folder, write)


def _records_of(folder: HubFolder) -> Callable[[Client], Awaitable[Registry]]:
    async def read(client: Client) -> Registry:
        return await _records(folder, client)

    return read


async def _records(folder: HubFolder, client: Client) -> Registry:
    """All records, read from the first on."""
    event = folder.about.event
    registry = Registry()
    name = f"desk-{time.time_ns()}"
    reader = Reader(SERVER_API, subjects.registry_stream(event), name, f"hub.{event}.>")
    while found := await reader.read(client, registry.last_seq, 500, 0):
        for message in found:
            take(registry, message)
    await reader.close()
    return registry


async def _with_office(folder: HubFolder, work: Callable[[Client], Awaitable[T]]) -> T:
    """Do something as the hub's own user at the server of this machine."""
    name = f"desk-{time.time_ns()}"
    access = Access(_here(folder), folder.authority, folder.seed, subjects.inbox(name))
    for _ in range(_TRIES):
        try:
            return await _at(access, work)
        except _FAILURES:
            await asyncio.sleep(_PAUSE)  # it may be taking a new configuration just now
    raise FailureError(N_("La central de esta máquina no responde. Iníciela con: kiosk hub run"))


def _here(folder: HubFolder) -> tuple[str, ...]:
    return (f"127.0.0.1:{folder.about.node.port}",)


async def _at(access: Access, work: Callable[[Client], Awaitable[T]]) -> T:
    client = await connect(access, lambda _: None)
    try:
        return await work(client)
    finally:
        await hang_up(client)
