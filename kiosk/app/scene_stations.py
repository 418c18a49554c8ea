"""The pictures of the page of stations: six in various states, an invitation, a field for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from kiosk.app.hub_server import Phase, Serving
from kiosk.app.hub_view import HubView
from kiosk.app.stage import Stage
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.stations import Heard, PrinterSaid, Said, StationState, look
from kiosk.services.context import Context
from kiosk.services.find import search
from kiosk.store import journal
from kiosk.store.moments import to_text

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController
    from kiosk.hub.registry import Invited, Member

NOW = datetime(2026, 10, 6, 12, 14, tzinfo=UTC)
_TWICE = ("Núñez Ibáñez", "Araújo")
_ROLL = PrinterSaid("zebra-1", labels=168)


def _said(name: str, role: str, **more: object) -> Said:
    base = Said(
        name,
        role,
        int(NOW.timestamp() * 1000),
        cursor=412,
        journal="a1",
        people=587,
        digest="d1",
        version="0.9.0",
    )
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


def stations(now: datetime = NOW) -> tuple[StationState, ...]:
    """A desk that serves, one that is well, two in trouble, one that disagrees, one silent."""
    sayings = (
        (2, _said("Coordinación", "dashboard", keeps=True, serves=True)),
        (1, _said("Mesa 1", "desk", battery=82, printers=(_ROLL,))),
        (2, _said("Mesa 2", "desk", waiting=3, printers=(PrinterSaid("brother", "down"),))),
        (1, _said("Puerta A", "door", battery=41, at=int(NOW.timestamp() * 1000) + 95_000)),
        (2, _said("Puerta B", "door", battery=67, digest="d2", people=581)),
        (244, _said("Autoservicio 2", "self-service", waiting=12)),
    )
    heard = [
        Heard(said.name, now - timedelta(seconds=seconds), _sent(said, seconds))
        for seconds, said in sayings
    ]
    before = look((), heard, now - timedelta(minutes=2))
    return look(before, heard, now)


def _sent(said: Said, seconds: int) -> Said:
    """As it was said so long ago."""
    return replace(said, at=said.at - 1000 * seconds)


def found_twice(ctx: Context) -> None:
    """Two people who were admitted at two stations that could not hear each other."""
    for minutes, name in enumerate(_TWICE):
        person = search(ctx, name, 1)[0].person
        first = NOW - timedelta(minutes=12 + minutes)
        entered = Draft(
            EntryKind.OVERRIDDEN, first + timedelta(minutes=4), person.person_id, checkpoint="csirt"
        )
        entry = journal.append(ctx.db, "Puerta A", ctx.clock, entered)
        draft = Draft(
            EntryKind.CONFLICT,
            NOW,
            person.person_id,
            checkpoint="csirt",
            payload={"with": "Mesa 2", "at": to_text(first), "entry": entry.id},
        )
        journal.append(ctx.db, "Puerta A", ctx.clock, draft)


def _controller(stage: Stage) -> DeskController:
    """The desk's; its office is closed, for there is no hub to ask."""
    from kiosk.app.desk_controller import DeskController

    found: DeskController = stage.view.findChild(DeskController)
    found.stations.office = None
    return found


def open_alone(stage: Stage) -> None:
    """The page of a station that shares with nobody yet."""
    stage.view.tab_chosen.emit("stations")
    stage.settle()


def open_page(stage: Stage, phase: Phase = Phase.RUNS) -> None:
    """The page where the hub runs, with a member that was never heard."""
    desk = _controller(stage)
    view = HubView(
        member=True, name="Coordinación", connected=True, stations=stations(), conflicts=2
    )
    members = (*map(_member, view.stations), _member_named("Puerta C", "door"))
    held = replace(
        desk.model.stations,
        serving=Serving(phase),
        members=members,
        invitations=(_invited("i1", NOW + timedelta(minutes=9), "Autoservicio 3"),),
        wall=partial(_same, NOW),
    )
    desk.change(hub=view, stations=held)
    stage.view.tab_chosen.emit("stations")
    stage.settle()


def open_member(stage: Stage) -> None:
    """The page of a member whose hub is elsewhere."""
    desk = _controller(stage)
    view = HubView(member=True, name="Mesa 1", connected=True, stations=stations(), conflicts=2)
    held = replace(desk.model.stations, wall=partial(_same, NOW))
    desk.change(hub=view, stations=held)
    stage.view.tab_chosen.emit("stations")
    stage.settle()


def open_panel(stage: Stage) -> None:
    """The panel with its stations."""
    open_page(stage)
    stage.view.tab_chosen.emit("panel")
    stage.settle()


def invite(stage: Stage) -> None:
    """An invitation on the screen."""
    from kiosk.hub.invitation import InvitationText
    from kiosk.services.hub_setup import Issued

    open_page(stage)
    text = InvitationText(("192.168.10.5:4222",), "lacnic46", bytes(range(12)), bytes(range(10)))
    desk = _controller(stage)
    expires = NOW + timedelta(minutes=14, seconds=23)
    issued = Issued(text, expires, _invited(text.invitation_id, expires, "Puerta D", "door"))
    desk.change(stations=replace(desk.model.stations, invitation=issued))
    stage.settle()


def come_back(stage: Stage) -> None:
    """Back from an invitation that stays open, with the list at its end."""
    invite(stage)
    desk = _controller(stage)
    issued = desk.model.stations.invitation
    if issued is not None:
        waiting = (*desk.model.stations.invitations, issued.record)
        desk.change(stations=replace(desk.model.stations, invitations=waiting))
    stage.view.stations.closed.emit()
    stage.settle()
    for area in stage.view.stations.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    stage.settle()


def ask_to_revoke(stage: Stage) -> None:
    """The question before a station is let in no more."""
    open_page(stage)
    stage.view.stations.revoked.emit("Puerta B")
    stage.settle()


def join(stage: Stage) -> None:
    """An invitation to another hub that was typed, and is used already."""
    from kiosk.hub.registry import Refusal
    from kiosk.services.hub_join import RefusedError

    open_alone(stage)
    stage.view.stations.join_opened.emit()
    stage.view.stations.side.join.take("192.168.10.5:4222/lacnic46/K7M2Q-8XW4T-0R5ZC-9VBNH")
    desk = _controller(stage)
    desk.change(stations=replace(desk.model.stations, trouble=RefusedError(Refusal.USED)))
    stage.settle()


def _member(state: StationState) -> Member:
    return _member_named(state.name, state.said.role if state.said else "desk")


def _member_named(name: str, role: str) -> Member:
    from kiosk.hub.registry import Member

    return Member(name, name, role, "", 0)


def _invited(key: str, expires: datetime, name: str, role: str = "") -> Invited:
    from kiosk.hub.registry import Invited

    return Invited(key, "", int(expires.timestamp()), name, role)


def _same(at: datetime) -> datetime:
    return at
