"""The panel's figures, arrivals and printers as states, in the language in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.prints_model import PrintsModel
from kiosk.app.prints_states import printer_row
from kiosk.domain.checkpoints import Kind
from kiosk.services.day_figures import STEP, DayFigures
from kiosk.services.rooms import HeadCount
from kiosk.texts import _, current, n_
from kiosk.texts.formats import time_of
from kiosk.ui.dashboard.state import Bar, Figure, PrinterLine

_MINUTE = 60


def figures_of(desk: DeskModel, rooms: Sequence[HeadCount]) -> tuple[Figure, ...]:
    """Who came, who is in the rooms, how long a badge takes, walk-ins, who was sent to the desk.

    What nobody knows is left out.
    """
    figures = []
    if desk.counts is not None:
        words = _("acreditados de {total}", total=desk.counts.expected)
        figures.append(Figure("id-card", str(desk.counts.checked_in), words))
    inside = sum(one.inside for one in rooms if one.checkpoint.kind is Kind.ROOM)
    figures.append(Figure("users", str(inside), _("en las salas ahora")))
    day = desk.panel.day
    if day is None:
        return tuple(figures)
    if day.badge_seconds is not None:
        figures.append(Figure("timer", _seconds(day.badge_seconds), _("hasta la credencial")))
    walk_ins = n_("alta en la mesa", "altas en la mesa", day.walk_ins)
    figures.append(Figure("user-plus", str(day.walk_ins), walk_ins))
    helped = n_("enviado a la mesa", "enviados a la mesa", day.helped)
    figures.append(Figure("hand-helping", str(day.helped), helped))
    return tuple(figures)


def arrivals_of(day: DayFigures, place: Place, now: datetime) -> tuple[tuple[Bar, ...], str]:
    """The bars of today, the last one running, and when most people came."""
    bars = tuple(
        Bar(time_of(at, place.tz), count, running=at + STEP > now) for at, count in day.arrivals
    )
    most = max((count for _at, count in day.arrivals), default=0)
    if not most:
        return bars, ""
    at = next(moment for moment, count in day.arrivals if count == most)
    each = most / (STEP.total_seconds() / _MINUTE)
    peak = _("pico {time} · {rate} por minuto", time=time_of(at, place.tz), rate=_rate(each))
    return bars, peak


def printers_of(prints: PrintsModel, place: Place) -> tuple[PrinterLine, ...]:
    """The printers of the station, as the page of printing shows them."""
    rows = (printer_row(view, prints.lights, place) for view in prints.queue.printers)
    return tuple(PrinterLine(row.name, row.light, row.labels, row.share, row.low) for row in rows)


def _seconds(value: float) -> str:
    if value < _MINUTE:
        return _("{n} s", n=max(1, round(value)))
    return _("{n} min", n=round(value / _MINUTE))


def _rate(value: float) -> str:
    return f"{value:.1f}" if current() == "en" else f"{value:.1f}".replace(".", ",")
