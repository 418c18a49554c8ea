"""The page of stations between its view, the line, the hub's server and an office; decides nothing.

The office is a worker of its own: what is asked of the hub's machine waits on the network.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.app import stations_jobs
from kiosk.app.hub_line import HubLine
from kiosk.app.hub_server import HubServer, Phase, Serving
from kiosk.app.stations_jobs import Known
from kiosk.app.stations_model import StationsModel
from kiosk.app.worker import Worker
from kiosk.domain.errors import FailureError, KnownError, WrongUseError
from kiosk.services.conflicts import Conflict, conflicts, put_away
from kiosk.services.context import Context
from kiosk.texts import N_
from kiosk.ui.desk.state import Page
from kiosk.ui.stations.state import InviteForm

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController
    from kiosk.hub.membership import Membership
    from kiosk.services.hub_setup import Issued

T = TypeVar("T")
AGAIN_MS = 5_000
"""How often conflicts and members are read again while the page is open."""
INVITING_MS = 2_000
"""The same while somebody stands at another station with an invitation."""

log = logging.getLogger(__name__)


class DeskStations(QObject):
    """Belongs to one controller; wire() joins it with what runs beside the window.

    `place` answers where other machines reach this one; `office` is None where nobody is to be
    asked.
    """

    def __init__(self, desk: DeskController) -> None:
        super().__init__(desk)
        self._desk = desk
        self._hub: HubLine | None = None
        self._server: HubServer | None = None
        self.office: Worker[None] | None = None
        self._folder, self._stop = Path(), Flag()
        self.place: Callable[[], tuple[str, int]] = stations_jobs.own_place
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        page = desk.view.stations
        page.put_away.connect(self.on_put_away)
        page.action_pressed.connect(self.on_action)
        page.invited.connect(self.on_invited)
        page.closed.connect(self.on_closed)
        page.withdrawn.connect(self.on_withdrawn)
        page.invitation_revoked.connect(self.on_withdraw)
        page.revoked.connect(self.on_revoke)
        page.confirmed.connect(self.on_confirmed)
        page.escaped.connect(self.on_escape)
        page.join_opened.connect(self.on_join_opened)
        page.join_wanted.connect(self.on_join)
        page.join_left.connect(self.on_join_left)

    @property
    def _model(self) -> StationsModel:
        return self._desk.model.stations

    def wire(self, hub: HubLine, server: HubServer, office: Worker[None], folder: Path) -> None:
        """Follow that line and that server; `office` asks the hub that the profile keeps."""
        self._hub, self._server, self.office, self._folder = hub, server, office, folder
        server.changed.connect(self._on_serving)
        hub.taken.connect(self._on_taken)
        self._change(serving=server.serving)

    def open(self) -> None:
        """Bring the page to the front and read what there is."""
        clean = replace(self._model, asked=None, trouble=None, left=None, withdrawn=False)
        if not clean.busy:
            clean = replace(clean, joining=False)
            self._desk.view.stations.side.join.forget()
        self._desk.leave(Page.STATIONS, message=None, stations=clean)
        self._again.start()
        self._look()

    def stop(self) -> None:
        """The screen is gone: ask nobody any more, and wait for no answer."""
        self._again.stop()
        self._stop.set()

    def on_put_away(self, entry_id: str) -> None:
        """Somebody has seen to a double admission."""
        station = self._desk.place.station
        who = station.operator or station.name

        def job(ctx: Context) -> tuple[Conflict, ...]:
            put_away(ctx, entry_id, who)
            return conflicts(ctx)

        self._desk.ask(job, self._on_conflicts, urgent=False)

    def on_action(self) -> None:
        """The button of the card: share the event, or start the hub again."""
        if self._server is None or self._model.busy:
            return
        if self._model.serving.phase is Phase.FAILED:
            self._begin()
            return
        folder, place = self._folder, self.place
        self._do(lambda: stations_jobs.make_hub(folder, place), self._on_made)

    def on_invited(self, form: InviteForm) -> None:
        """Make an invitation and show it."""
        folder, stop = self._folder, self._stop
        self._change(left=None, withdrawn=False)
        self._do(lambda: stations_jobs.invite(folder, form, stop), self._on_issued)

    def on_closed(self) -> None:
        """Back from the invitation; it stays good until it expires."""
        issued = self._model.invitation
        self._change(
            invitation=None,
            used=None,
            trouble=None,
            left=issued.record if issued is not None else None,
            serial=self._model.serial + 1,
        )
        self._again.start(AGAIN_MS)
        self._look()

    def on_withdrawn(self) -> None:
        """Take back the invitation on the screen."""
        if self._model.invitation is not None:
            self.on_withdraw(self._model.invitation.record.invitation_id)

    def on_withdraw(self, invitation_id: str) -> None:
        """Let nobody in by that invitation; nothing is asked first, for another is made at once."""
        folder, stop = self._folder, self._stop
        self._do(
            lambda: stations_jobs.withdraw(folder, invitation_id, stop),
            partial(self._on_withdrawn, invitation_id),
        )

    def on_join_opened(self) -> None:
        """Open the field for an invitation to another hub."""
        if not self._model.busy:
            self._change(joining=True, trouble=None)

    def took(self, text: str) -> bool:
        """Whether the field for an invitation is open: then the scanned one goes there."""
        if not self._model.joining or self._desk.model.page is not Page.STATIONS:
            return False
        if not self._model.busy:
            self._desk.view.stations.side.join.take(text)
            self._change(trouble=None)
        return True

    def on_join(self, text: str) -> None:
        """Join by that invitation."""
        if not text:
            self._change(trouble=WrongUseError(N_("Escanee o escriba primero la invitación.")))
            return
        folder, station, stop = self._folder, self._desk.place.station, self._stop
        self._do(lambda: stations_jobs.join(folder, text, station, stop), self._on_joined)

    def on_join_left(self) -> None:
        """Stop what runs, or close the field."""
        if self._model.busy:
            self._stop.set()
            self._stop = Flag()
            return
        self._desk.view.stations.side.join.forget()
        self._change(joining=False, trouble=None)

    def on_revoke(self, station: str) -> None:
        """Ask before a station is let in no more."""
        member = next((m for m in self._model.members or () if m.station == station), None)
        if member is not None and not self._model.busy:
            self._change(asked=member, trouble=None)

    def on_confirmed(self) -> None:
        """The question is answered: revoke it."""
        asked, folder, stop = self._model.asked, self._folder, self._stop
        if asked is not None:
            self._do(lambda: stations_jobs.revoke(folder, asked.station, stop), self._on_revoked)

    def on_escape(self) -> None:
        """Out of the question, the invitation or the field for one, else back to the search."""
        if self._model.joining:
            self.on_join_left()
        elif self._model.busy:
            return
        elif self._model.asked is not None:
            self._change(asked=None, trouble=None)
        elif self._model.invitation is not None:
            self.on_closed()
        else:
            self._desk.clear()

    # what came of it

    def _begin(self) -> None:
        """Start the server, then open the line to it."""
        if self._server is not None and self._hub is not None:
            self._server.begin(self._hub.begin)

    def _on_made(self, _made: None) -> None:
        self._change(busy=False)
        self._begin()

    def _on_joined(self, member: Membership) -> None:
        role = self._desk.place.station.role
        self._desk.view.stations.side.join.forget()
        self._change(
            busy=False, joining=False, next_role=member.role if member.role != role else ""
        )
        self._begin()

    def _on_issued(self, issued: Issued) -> None:
        waiting = (*self._model.invitations, issued.record)
        self._change(busy=False, invitation=issued, invitations=waiting, used=None)
        self._again.start(INVITING_MS)

    def _on_revoked(self, known: Known) -> None:
        self._change(busy=False, asked=None, members=known.members, invitations=known.invitations)

    def _on_withdrawn(self, invitation_id: str, known: Known) -> None:
        issued = self._model.invitation
        if issued is not None and issued.record.invitation_id == invitation_id:
            self.on_closed()
        self._change(
            busy=False, members=known.members, invitations=known.invitations, withdrawn=True
        )

    def _on_known(self, invitation_id: str, known: Known) -> None:
        issued = self._model.invitation
        mine = issued is not None and issued.text.invitation_id == invitation_id
        self._change(
            members=known.members,
            invitations=known.invitations,
            used=known.used if mine else self._model.used,
            trouble=None,
        )

    def _on_conflicts(self, found: tuple[Conflict, ...]) -> None:
        if found != self._model.conflicts:
            self._change(conflicts=found)
        self._desk.refresh()

    @Slot(object)
    def _on_serving(self, serving: Serving) -> None:
        self._change(serving=serving)
        if serving.answers and self._desk.model.page is Page.STATIONS:
            self._look()

    @Slot()
    def _on_taken(self) -> None:
        if self._desk.model.page is Page.STATIONS:
            self._desk.ask(conflicts, self._on_conflicts, urgent=False)

    def _on_again(self) -> None:
        if self._desk.model.page is Page.STATIONS:
            self._look()
        else:
            self._again.stop()

    def _look(self) -> None:
        self._desk.ask(conflicts, self._on_conflicts, urgent=False)
        office = self.office
        if office is None or office.busy or not self._model.serving.answers:
            return
        folder, stop, issued = self._folder, self._stop, self._model.invitation
        wanted = issued.text.invitation_id if issued is not None else ""
        office.submit(
            lambda _net: stations_jobs.known(folder, wanted, stop),
            partial(self._on_known, wanted),
            self._on_trouble,
        )

    def _do(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask the office for something that somebody waits for."""
        if self.office is None or self._model.busy:
            return
        self._change(busy=True, trouble=None)
        self.office.submit(lambda _net: job(), done, self._on_trouble)

    def _on_trouble(self, problem: Exception) -> None:
        if not isinstance(problem, KnownError):
            log.error("the page of stations met a bug", exc_info=problem)
            problem = FailureError(N_("Algo falló y quedó en el registro. Intente de nuevo."))
        self._change(busy=False, trouble=problem)

    def _change(self, **changes: object) -> None:
        held = replace(self._model, **changes)  # type: ignore[arg-type]  # by name
        self._desk.change(stations=held)
