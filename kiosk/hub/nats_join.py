"""A station joins a hub by an invitation; a hub's own machine invites and revokes. Blocking.

What is asked of the hub is repeated for some seconds: a server takes a moment to know new users.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, TypeVar

import msgspec
import nats.errors
from nats.aio.client import Client

from kiosk.domain.errors import CanceledError, FailureError
from kiosk.hub import subjects
from kiosk.hub.credentials import public_key_of, seed_from
from kiosk.hub.discovery import find
from kiosk.hub.folder import HubFolder
from kiosk.hub.interface import Trouble
from kiosk.hub.invitation import InvitationText
from kiosk.hub.joining import Answer
from kiosk.hub.membership import Membership
from kiosk.hub.nats_connection import Access, connect, hang_up, trouble_of
from kiosk.hub.nats_link import run_alone
from kiosk.hub.nats_office import publish_record, take
from kiosk.hub.nats_reader import Reader
from kiosk.hub.peek import authority_at
from kiosk.hub.pending import Pending
from kiosk.hub.permissions import STATION_API
from kiosk.hub.registry import Invited, Member, Refusal, Registry, Request, Settled
from kiosk.texts import N_
from kiosk.typed import from_json

T = TypeVar("T")
_FAILURES = (nats.errors.Error, OSError, TimeoutError)
_PATIENCE, _NEWS, _PAUSE, _ANSWER = 12.0, 4.0, 0.3, 6.0
"""Seconds: to be let in at last, until all servers know a new invitation, between tries, for the
hub's answer."""
_TRIES, _GLANCE = 8, 0.1


@dataclass(frozen=True, slots=True)
class Reached:
    """The hub of an invitation that has answered, at the first of the invitation's addresses."""

    invitation: InvitationText
    authority: str


def reach(invitation: InvitationText, stop: Event | None = None) -> Reached:
    """Find the hub: at the invitation's addresses, else where the network says that it is.

    FailureError where it does not answer, or whoever answers is another one; CanceledError once
    `stop` is set, which is looked at between two addresses.
    """
    try:
        place, authority = authority_at(_while(stop, invitation.addresses), invitation.fingerprint)
    except FailureError:
        found = find(invitation.event, invitation.fingerprint)
        if not found:
            raise
        place, authority = authority_at(_while(stop, found), invitation.fingerprint)
    places = _together((place,), invitation.addresses)
    return Reached(replace(invitation, addresses=places), authority)


def look(hub: Reached, pending: Pending, stop: Event | None = None) -> Settled | Refusal:
    """What the invitation settles; uses nothing up. Raises as join()."""
    request = Request("", "", public_key_of(pending.seed), look=True)
    answer = run_alone(_unless(stop, _answered(hub, request)))
    return answer if isinstance(answer, Refusal) else answer.settled or Settled()


def join(hub: Reached, pending: Pending, stop: Event | None = None) -> Membership | Refusal:
    """Ask to be let in as the pending one says, and wait until the hub knows its key.

    FailureError where the hub does not answer, CanceledError where `stop` was set meanwhile.
    """
    return run_alone(_unless(stop, _join(hub, pending)))


def recall(hub: Reached, pending: Pending, stop: Event | None = None) -> Membership | None:
    """The membership, where the hub has let that key in already and its answer was lost."""
    return run_alone(_unless(stop, _recall(hub, pending)))


def with_registry(
    folder: HubFolder,
    change: Callable[[Registry], Member | Invited | None],
    stop: Event | None = None,
) -> bool:
    """Write the record that `change` makes of what is known now; False where it makes none.

    FailureError where the hub of this machine does not run, CanceledError where `stop` was set.
    """
    return run_alone(_unless(stop, _change(folder, change)))


def known_registry(folder: HubFolder, stop: Event | None = None) -> Registry:
    """Who belongs to the hub and is invited, as its records say now; raises as above."""
    return run_alone(_unless(stop, _with_office(folder, _records_of(folder))))


def wait_until_open(folder: HubFolder, seed: str, stop: Event | None = None) -> bool:
    """Whether this machine's server knows that key, within some seconds; raises as above."""
    return run_alone(_unless(stop, _opens(folder, seed)))


def _together(first: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """All of them, each once, the first ones first."""
    return tuple(dict.fromkeys((*first, *others)))


def _while(stop: Event | None, addresses: Iterable[str]) -> Iterator[str]:
    """The addresses one after the other; CanceledError instead of the next once `stop` is set."""
    for address in addresses:
        if stop is not None and stop.is_set():
            raise _stopped()
        yield address
    if stop is not None and stop.is_set():
        raise _stopped()


def _stopped() -> CanceledError:
    return CanceledError(N_("Se detuvo antes de que la central contestara."))


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


async def _unless(stop: Event | None, work: Coroutine[Any, Any, T]) -> T:
    """The work's answer; CanceledError as soon as `stop` is set."""
    task = asyncio.ensure_future(work)
    while not task.done():
        if stop is not None and stop.is_set():
            task.cancel()
        await asyncio.wait([task], timeout=_GLANCE)
    if task.cancelled():
        raise _stopped()
    return task.result()


async def _answered(hub: Reached, request: Request) -> Answer | Refusal:
    """The hub's answer, asked for some seconds: servers take a moment to know an invitation."""
    end = time.monotonic() + _PATIENCE
    while True:
        trouble = Trouble.UNREACHABLE
        try:
            answer = await _asked(hub, request)
        except _FAILURES as problem:
            trouble = trouble_of(problem)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise FailureError(
                N_("La central usa otra versión del programa: actualice esta estación.")
            ) from None
        else:
            return answer.refused or answer
        left = end - time.monotonic()
        if trouble is Trouble.REFUSED and left < _PATIENCE - _NEWS:
            return Refusal.UNKNOWN  # used, revoked or expired: the server has forgotten it
        if left < 0:
            raise FailureError(N_("La central no responde: intente de nuevo."))
        await asyncio.sleep(_PAUSE)


async def _asked(hub: Reached, request: Request) -> Answer:
    text = hub.invitation
    name = subjects.inbox(text.invitation_id)
    guest = Access(text.addresses, hub.authority, seed_from(text.secret), name)

    async def ask(client: Client) -> Answer:
        subject = subjects.join(text.event, text.invitation_id)
        said = await client.request(subject, msgspec.json.encode(request), timeout=_ANSWER)
        return from_json(said.data, Answer)

    return await _at(guest, ask)


async def _join(hub: Reached, pending: Pending) -> Membership | Refusal:
    """Ask, then wait until the server takes the new key; it is a member in any case."""
    request = Request(pending.name, pending.role, public_key_of(pending.seed))
    answer = await _answered(hub, request)
    if isinstance(answer, Refusal):
        return answer
    member = answer.member
    if member is None:
        raise FailureError(N_("La central no responde: intente de nuevo."))
    joined = Membership(
        event=answer.event,
        station=member.station,
        name=member.name,
        role=member.role,
        addresses=_together(hub.invitation.addresses[:1], answer.addresses),
        authority=hub.authority,
        seed=pending.seed,
        source=member.source,
        servers=len(answer.addresses),
    )
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and not await _opens_to(joined):
        await asyncio.sleep(_PAUSE)
    return joined


async def _recall(hub: Reached, pending: Pending) -> Membership | None:
    if not pending.name:
        return None  # the hub was never told this key
    supposed = Membership(
        event=hub.invitation.event,
        station=subjects.token(pending.name),
        name=pending.name,
        role=pending.role,
        addresses=hub.invitation.addresses,
        authority=hub.authority,
        seed=pending.seed,
        source=pending.source,
    )
    return supposed if await _opens_to(supposed) else None


async def _opens_to(member: Membership) -> bool:
    access = Access(member.addresses, member.authority, member.seed, subjects.inbox(member.station))
    try:
        await _greeted(access, member.event)
    except _FAILURES:
        return False
    return True


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
    reader = Reader(folder.api, subjects.registry_stream(event), name, f"hub.{event}.>")
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
