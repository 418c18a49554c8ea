"""The badge layouts that pretix sources brought: which there are, whose they are, what they say.

A layout is named "pretix:<id>", and "pretix" is the source's default. All of it was stored with the
last pull, so that it works without network.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.domain.badge_choice import main_ticket
from kiosk.domain.errors import NotFoundError
from kiosk.domain.people import Person, Ticket
from kiosk.printing.drawable import Warned
from kiosk.services.context import Context
from kiosk.services.pretix_said import PRETIX, every, json_object, rows_of
from kiosk.sources.pretix import badges
from kiosk.sources.pretix.badge_documents import BADGE_FILE
from kiosk.sources.pretix.placeholders import of_order
from kiosk.store import documents
from kiosk.store.person_write import corrections_of
from kiosk.texts import N_
from kiosk.texts.formats import localised

if TYPE_CHECKING:
    from kiosk.printing.pretix.layout import PretixLayout

_NAME_FIELDS = {"given_name", "family_name", "badge_name"}
_REFUSED: Mapping[str, str] = {
    badges.ELSEWHERE: N_(
        "El fondo del diseño de pretix «{layout}» está en otro servidor, al que no se va con el "
        "token: se imprime sin fondo."
    ),
    badges.MISSING: N_(
        "El fondo del diseño de pretix «{layout}» no se pudo traer: se imprime sin fondo."
    ),
    badges.TOO_LARGE: N_(
        "El fondo del diseño de pretix «{layout}» pesa más de {most} MB: se imprime sin fondo."
    ),
    badges.WRONG_KIND: N_(
        "El fondo del diseño de pretix «{layout}» no es un PDF: se imprime sin fondo."
    ),
}


def layout_titles(ctx: Context) -> dict[str, str]:
    """Every pretix layout's name and what pretix calls it."""
    return {
        f"{PRETIX}:{row['id']}": str(row.get("name") or row["id"])
        for _source, said in every(ctx)
        for row in rows_of(said, "layouts")
    }


def load_pretix(ctx: Context, name: str) -> PretixLayout:
    """The layout of that name.

    Raises NotFoundError where no source has it, WrongUseError where its objects make no sense.
    """
    # loaded when needed: most stations have no pretix and start faster without its drawing
    from kiosk.printing.pretix.layout import read  # noqa: PLC0415  see above

    source, row, refused = _found(ctx, name)
    title = str(row.get("name") or row["id"])
    url = row.get("background")
    background = _file(ctx, source, url) if isinstance(url, str) else None
    marks = {shade: _file(ctx, source, at) for shade, at in badges.MARKS.items()}
    layout = read(title, row.get("layout"), background, {k: png for k, png in marks.items() if png})
    why = _REFUSED.get(str(refused.get(str(url)))) if background is None else None
    if why is None:
        return layout
    megabytes = badges.LARGEST // (1024 * 1024)
    note: Warned = (why, {"layout": title, "most": megabytes})
    return replace(layout, notes=(*layout.notes, note))


def texts_of(ctx: Context, person: Person, tickets: Sequence[Ticket]) -> dict[str, str]:
    """What pretix's placeholders stand for, by their names; {} for somebody no pretix knows.

    What was corrected at a station is left out or put right: the badge says it as corrected.
    """
    known = {source for source, _said in every(ctx)}
    ticket = main_ticket([one for one in tickets if one.source in known])
    if ticket is None:
        return {}
    code, _dash, number = ticket.source_ref.rpartition("-")
    order = json_object(documents.get(ctx.db, ticket.source, "order", code))
    found = of_order(order, int(number)) if number.isdecimal() else {}
    if not found:
        return {}
    locale = str(order.get("locale") or "").partition("-")[0]
    return {**_bought(ctx, ticket, locale), **found, **_corrected(ctx, person, found)}


def _bought(ctx: Context, ticket: Ticket, locale: str) -> dict[str, str]:
    """The event and the product in the order's language."""
    event = json_object(documents.get(ctx.db, ticket.source, "event"))
    names = event.get("name")
    product = ctx.event.catalogue.product(ticket.product_id)
    item = localised(product.name, locale) if product else ticket.product
    variations = product.variations if product else {}
    kind = variations.get(ticket.variation_id)
    variation = localised(kind, locale) if kind else ""
    found = {
        "item": item,
        "variation": variation,
        "itemvar": f"{item} - {variation}" if variation else item,
    }
    if isinstance(names, dict):
        texts = {str(lang): str(text) for lang, text in names.items() if text}
        found["event_name"] = texts.get(locale) or next(iter(texts.values()), "")
    return found


def _corrected(ctx: Context, person: Person, found: Mapping[str, str]) -> dict[str, str]:
    """The texts that a correction made wrong, as they are right now."""
    fields = set(corrections_of(ctx.db, person.person_id))
    right: dict[str, str] = {}
    if fields & _NAME_FIELDS:
        family = "" if person.badge_name else person.family_name
        right["attendee_name"] = f"{person.first_line} {family}".strip()
        right["attendee_name_given_name"] = person.given_name
        right["attendee_name_family_name"] = person.family_name
    if "organisation" in fields:
        right["attendee_company"] = person.organisation
    if "email" in fields:
        right["attendee_email"] = person.email
    return {name: text for name, text in right.items() if name in found}


def _found(ctx: Context, name: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The source that has the layout, its row, and the files of the source that did not come."""
    for source, said in every(ctx):
        for row in rows_of(said, "layouts"):
            wanted = bool(row.get("default")) if name == PRETIX else name == f"{PRETIX}:{row['id']}"
            if wanted:
                refused = said.get("refused")
                return source, row, refused if isinstance(refused, dict) else {}
    raise NotFoundError(
        N_("No hay ningún diseño de credencial «{name}»; hay: {known}"),
        name=name,
        known=", ".join(layout_titles(ctx)) or "—",
    )


def _file(ctx: Context, source: str, url: str) -> bytes | None:
    body = documents.get(ctx.db, source, BADGE_FILE, url)
    return base64.b64decode(body) if body else None
