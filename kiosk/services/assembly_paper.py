"""The attendance book in words, always in Spanish, the language of record; draws nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kiosk.domain.assembly import Capacity
from kiosk.domain.quorum import Seat
from kiosk.printing.documents.attendance_book import Book, BookLine, write_book
from kiosk.services.assembly_state import AssemblyState
from kiosk.services.context import Context
from kiosk.services.table_files import TableRow
from kiosk.store.moments import maybe_moment
from kiosk.texts import assembly as words
from kiosk.texts.formats import day, localised, time_of

_LANG = "es"


def write_pdf(ctx: Context, found: AssemblyState, path: Path, table: Sequence[TableRow]) -> None:
    """Draw the book of that state with those rows (assembly_book.rows)."""
    write_book(path, book(ctx, found, table))


def book(ctx: Context, found: AssemblyState, table: Sequence[TableRow]) -> Book:
    """The words of the book."""
    zone = ctx.event.timezone
    issued = f"{_date(found.at.astimezone(zone))}, {time_of(found.at, zone)}"
    return Book(
        title="Libro de asistencia",
        subtitle=f"{localised(found.assembly.name, _LANG)} · {localised(ctx.event.name, _LANG)}",
        facts=_facts(ctx, found),
        headings=("N.º", "Organización", "Representante", "Calidad", "Votos", "Llegada", "Firma"),
        lines=_lines(ctx, table),
        totals=_totals(found),
        signers=("Presidente/a: firma y aclaración", "Secretario/a: firma y aclaración"),
        issued=f"emitido el {issued}",
        page="Página {page} de {pages}",
    )


def _facts(ctx: Context, found: AssemblyState) -> list[tuple[str, str]]:
    zone = ctx.event.timezone
    first = found.assembly.calls[0].at if found.assembly.calls else found.at
    checkpoint = ctx.event.checkpoint(found.assembly.checkpoint)
    places = (checkpoint.place if checkpoint else {}, ctx.event.place)
    place = ", ".join(filter(None, (localised(place, _LANG) for place in places)))
    facts = [
        ("Tipo", words.translated(words.KINDS[found.assembly.kind], _LANG)),
        ("Fecha", _date(first.astimezone(zone))),
        ("Lugar", place),
    ]
    for number, call in enumerate(found.tally.calls, 1):
        needs = words.quorum(call.call.quorum, call.call.by, _LANG)
        enough = words.amount(call.call.by, call.needed, _LANG)
        came = words.result(call, zone, _LANG)
        text = f"{time_of(call.call.at, zone)}. Quórum: {needs} ({enough}). Resultado: {came}."
        facts.append((words.call_name(number, _LANG), text))
    return [fact for fact in facts if fact[1]]


def _lines(ctx: Context, table: Sequence[TableRow]) -> list[BookLine]:
    lines = []
    before = ""
    for row in table:
        organisation = str(row["organisation"])
        again = organisation == before
        arrived = maybe_moment(str(row["arrived_at"] or ""))
        capacity = str(row["capacity"])
        lines.append(
            BookLine(
                organisation=organisation,
                representative=str(row["representative"]),
                capacity=_capacity(capacity),
                votes="" if again else str(row["votes"]),
                arrived=time_of(arrived, ctx.event.timezone) if arrived else "",
                again=again,
            )
        )
        before = organisation
    return lines


def _capacity(capacity: str) -> str:
    return words.translated(words.CAPACITIES[Capacity(capacity)], _LANG) if capacity else ""


def _totals(found: AssemblyState) -> list[str]:
    """Who attended at any time, so that the book says the same whenever it is printed."""
    came = [seat for seat in found.tally.seats if seat.arrived is not None]
    totals = found.tally.totals
    votes = sum(seat.member.votes for seat in came)
    people = _people(found.tally.seats)
    return [
        (
            f"Asistieron {len(came)} de {totals.organisations} organizaciones, con {votes} de"
            f" {totals.votes} votos."
        ),
        (
            f"Representantes que asistieron: titulares, {people[Capacity.VOTER]}; suplentes,"
            f" {people[Capacity.ALTERNATE]}; observadores, {people[Capacity.OBSERVER]}."
        ),
    ]


def _people(seats: Sequence[Seat]) -> dict[Capacity, int]:
    """Each person who came, in the strongest capacity."""
    order = list(Capacity)
    best: dict[str, Capacity] = {}
    for seat in seats:
        for one in seat.delegates:
            if one.arrived is not None:
                known = best.get(one.person_id, Capacity.OBSERVER)
                best[one.person_id] = min(known, one.capacity, key=order.index)
    return {capacity: list(best.values()).count(capacity) for capacity in order}


def _date(moment: datetime) -> str:
    return f"{day(moment.date(), _LANG)} de {moment.year}"
