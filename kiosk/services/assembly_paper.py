"""The attendance book in words, in Spanish unless asked otherwise; draws nothing itself."""

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
from kiosk.texts import N_, translate
from kiosk.texts import assembly as words
from kiosk.texts.formats import day, localised, time_of

_NUMBER = N_("N.º")
_ORGANISATION = N_("Organización")
_REPRESENTATIVE = N_("Representante")
_CAPACITY = N_("Calidad")
_VOTES = N_("Votos")
_ARRIVED = N_("Llegada")
_SIGNATURE = N_("Firma")


def write_pdf(
    ctx: Context, found: AssemblyState, path: Path, table: Sequence[TableRow], lang: str
) -> None:
    """Draw the book of that state with those rows (assembly_book.rows)."""
    write_book(path, book(ctx, found, table, lang))


def book(ctx: Context, found: AssemblyState, table: Sequence[TableRow], lang: str = "es") -> Book:
    """The words of the book."""
    zone = ctx.event.timezone
    issued = f"{_date(found.at.astimezone(zone), lang)}, {time_of(found.at, zone)}"
    headings = (_NUMBER, _ORGANISATION, _REPRESENTATIVE, _CAPACITY, _VOTES, _ARRIVED, _SIGNATURE)
    return Book(
        title=translate(N_("Libro de asistencia"), lang),
        subtitle=f"{localised(found.assembly.name, lang)} · {localised(ctx.event.name, lang)}",
        facts=_facts(ctx, found, lang),
        headings=tuple(translate(heading, lang) for heading in headings),
        lines=_lines(ctx, table, lang),
        totals=_totals(found, lang),
        signers=(
            translate(N_("Presidente/a: firma y aclaración"), lang),
            translate(N_("Secretario/a: firma y aclaración"), lang),
        ),
        issued=translate(N_("emitido el {when}"), lang, when=issued),
        page=translate(N_("Página {page} de {pages}"), lang),
        lang=lang,
    )


def _facts(ctx: Context, found: AssemblyState, lang: str) -> list[tuple[str, str]]:
    zone = ctx.event.timezone
    first = found.assembly.calls[0].at if found.assembly.calls else found.at
    checkpoint = ctx.event.checkpoint(found.assembly.checkpoint)
    places = (checkpoint.place if checkpoint else {}, ctx.event.place)
    place = ", ".join(filter(None, (localised(place, lang) for place in places)))
    facts = [
        (translate(N_("Tipo"), lang), words.translated(words.KINDS[found.assembly.kind], lang)),
        (translate(N_("Fecha"), lang), _date(first.astimezone(zone), lang)),
        (translate(N_("Lugar"), lang), place),
    ]
    for number, call in enumerate(found.tally.calls, 1):
        needs = words.quorum(call.call.quorum, call.call.by, lang)
        enough = words.amount(call.call.by, call.needed, lang)
        came = words.result(call, zone, lang)
        text = translate(
            N_("{time}. Quórum: {needs} ({enough}). Resultado: {came}."),
            lang,
            time=time_of(call.call.at, zone),
            needs=needs,
            enough=enough,
            came=came,
        )
        facts.append((words.call_name(number, lang), text))
    return [fact for fact in facts if fact[1]]


def _lines(ctx: Context, table: Sequence[TableRow], lang: str) -> list[BookLine]:
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
                capacity=_capacity(capacity, lang),
                votes="" if again else str(row["votes"]),
                arrived=time_of(arrived, ctx.event.timezone) if arrived else "",
                again=again,
            )
        )
        before = organisation
    return lines


def _capacity(capacity: str, lang: str) -> str:
    return words.translated(words.CAPACITIES[Capacity(capacity)], lang) if capacity else ""


def _totals(found: AssemblyState, lang: str) -> list[str]:
    """Who attended at any time, so that the book says the same whenever it is printed."""
    came = [seat for seat in found.tally.seats if seat.arrived is not None]
    totals = found.tally.totals
    votes = sum(seat.member.votes for seat in came)
    people = _people(found.tally.seats)
    return [
        translate(
            N_("Asistieron {n} de {all} organizaciones, con {votes} de {all_votes} votos."),
            lang,
            n=len(came),
            all=totals.organisations,
            votes=votes,
            all_votes=totals.votes,
        ),
        translate(
            N_(
                "Representantes que asistieron: titulares, {voters}; suplentes, {alternates};"
                " observadores, {observers}."
            ),
            lang,
            voters=people[Capacity.VOTER],
            alternates=people[Capacity.ALTERNATE],
            observers=people[Capacity.OBSERVER],
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


def _date(moment: datetime, lang: str) -> str:
    return f"{day(moment.date(), lang)}{' ' if lang == 'en' else ' de '}{moment.year}"
