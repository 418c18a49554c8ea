"""Tells a station at once of people admitted twice there and elsewhere; puts nothing away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from kiosk.app.desk_model import Place
from kiosk.app.hub_line import HubLine
from kiosk.app.hub_view import HubView
from kiosk.app.stations_states import twice_words
from kiosk.app.worker import Worker
from kiosk.services.conflicts import Conflict, conflicts
from kiosk.services.context import Context
from kiosk.texts import _

Tell = Callable[[Callable[[], str]], None]
"""Says words over the screen until somebody has seen them; they follow the language."""


class HubTwice(QObject):
    """Follows the line of a station; each conflict is told once while the window is open."""

    def __init__(
        self, store: Worker[Context], line: HubLine, tell: Tell, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._tell = store, tell
        self._count = 0
        self._told: set[str] = set()
        line.changed.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, view: HubView) -> None:
        if view.conflicts == self._count:
            return
        grown, self._count = view.conflicts > self._count, view.conflicts
        if grown:
            self._store.submit(partial(_here, view.name), self._on_found)

    def _on_found(self, found: tuple[Place, tuple[Conflict, ...]]) -> None:
        place, here = found
        new = [one for one in here if one.entry_id not in self._told]
        self._told.update(one.entry_id for one in new)
        if new:
            self._tell(partial(_words, new[0], len(new) - 1, place))


def _here(name: str, ctx: Context) -> tuple[Place, tuple[Conflict, ...]]:
    """The conflicts in which that station had a part, newest first."""
    here = tuple(one for one in conflicts(ctx) if one.involves(name))
    return Place(ctx.event, ctx.station, ctx.station.checkpoint), here


def _words(newest: Conflict, more: int, place: Place) -> str:
    said = twice_words(newest, place)
    if not more:
        return said
    others = _("Y hay {n} más en esta estación.", n=more)
    return f"{said} {others}"
