"""Badges of a station beside those that the same real pretix prints of the same people.

Everything goes the whole way: paired, pulled, printed by the command line from what was stored.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from pretix_server import PretixServer
from station import Station

from kiosk.printing.badge import draw_badges
from kiosk.services.badge_choices import choices
from kiosk.services.badge_content import badge_content
from kiosk.services.pretix_badges import load_pretix
from kiosk.store import people
from tests.badge_rasters import SPEC, apart, cases, raster, shown, without

pytestmark = pytest.mark.real

SLUG = "badges"
RECORDED = Path(__file__).parents[1] / "fixtures" / "pretix" / "badges"
FOREIGN = SPEC["foreign"]


class Both(NamedTuple):
    """The station, the folder of the server's badges, and what badges.py said of the event."""

    station: Station
    theirs: Path
    state: dict[str, Any]


@pytest.fixture(scope="module")
def both(server: PretixServer, tmp_path_factory: pytest.TempPathFactory) -> Both:
    theirs = tmp_path_factory.mktemp("theirs")
    state = server.seed("badges.py", str(theirs), SLUG)
    station = Station(
        tmp_path_factory.mktemp("badges") / "desk", SLUG, '\n[badge]\nlayout = "pretix"\n'
    )
    token = server.pair(server.state["pairing"]["badges"])
    station.add_by_token(server.url, token, SLUG)
    assert station.sync()["error"] is None
    return Both(station, theirs, state)


def ours(both: Both, name: str, who: str) -> Image.Image:
    """The badge as the station draws it, the ticket's secret in the place of its own code."""
    with both.station.opened() as ctx:
        ticket = ticket_of(ctx, both.state["people"][who])
        person = people.get(ctx.db, ticket.person_id)
        assert person is not None
        layout = load_pretix(ctx, f"pretix:{both.state['layouts'][name]}")
        content = badge_content(ctx, person, ticket.code, layout)
        return raster(draw_badges([content], layout).pdf)


def ticket_of(ctx: Any, ref: str) -> Any:
    every = people.tickets_of_many(ctx.db, [one.person_id for one in everybody(ctx)])
    return next(one for mine in every.values() for one in mine if one.source_ref == ref)


def everybody(ctx: Any) -> list[Any]:
    found = ctx.db.conn.execute("SELECT person_id FROM person").fetchall()
    return [person for row in found if (person := people.get(ctx.db, row[0])) is not None]


@pytest.mark.parametrize(("name", "who"), [*cases(), ("mark", "short")])
def test_a_badge_is_drawn_as_the_server_draws_it(
    name: str, who: str, both: Both, tmp_path: Path
) -> None:
    mine, theirs = ours(both, name, who), raster((both.theirs / f"{name}-{who}.pdf").read_bytes())
    if who in FOREIGN["people"]:
        mine, theirs = without(mine, FOREIGN["box"]), without(theirs, FOREIGN["box"])

    found = apart(mine, theirs)

    assert found.same, (found, shown(mine, theirs, tmp_path / "pair.png"))


@pytest.mark.parametrize(("name", "who"), cases())
def test_what_was_recorded_is_what_the_server_still_prints(name: str, who: str, both: Both) -> None:
    now = raster((both.theirs / f"{name}-{who}.pdf").read_bytes())
    recorded = Image.open(RECORDED / f"{name}-{who}.png").convert("RGB")

    assert apart(now, recorded).same


def test_products_have_their_layouts_and_some_no_badge(both: Both) -> None:
    items, layouts = both.state["items"], both.state["layouts"]
    with both.station.opened() as ctx:
        ticket = ticket_of(ctx, both.state["people"]["erika"])
        person = people.get(ctx.db, ticket.person_id)
        assert person is not None
        bought = {}
        for key in ("talk", "member", "gala"):
            ctx.db.conn.execute("UPDATE ticket SET product_id = ?", (str(items[key]),))
            bought[key] = choices(ctx, [person])[0].layout
        ctx.db.conn.execute("UPDATE ticket SET product_id = ?", (str(items["talk"]),))
        ctx.db.conn.commit()

    assert bought == {"talk": "pretix", "member": f"pretix:{layouts['frames']}", "gala": None}


def test_only_the_texts_that_badges_name_are_kept(both: Both) -> None:
    with both.station.opened() as ctx:
        rows = ctx.db.conn.execute("SELECT body FROM document WHERE kind = 'order'").fetchall()

    kept = [position["pdf_data"] for (body,) in rows for position in json.loads(body)["positions"]]
    assert len(kept) == len(SPEC["people"])
    assert {name for texts in kept for name in texts} == {"event_date_range"}


def test_the_badge_that_is_printed_holds_the_badge_code_and_no_secret(
    server: PretixServer, both: Both
) -> None:
    """And all of it without the server."""
    server.stop()
    try:
        both.station.run("print", f"{SLUG}-erika-secret", "--printer", "folder:")
    finally:
        server.start()
    (pdf,) = (both.station.profile / "badges").glob("*.pdf")
    with both.station.opened() as ctx:
        ticket = ticket_of(ctx, both.state["people"]["erika"])
        badge = people.badge_of(ctx.db, ticket.person_id)
        person = people.get(ctx.db, ticket.person_id)
        assert badge is not None
        assert person is not None
        layout = load_pretix(ctx, "pretix")
        content = badge_content(ctx, person, badge.badge_code, layout)

    assert apart(raster(pdf.read_bytes()), raster(draw_badges([content], layout).pdf)).same
    other = replace(content, code=ticket.code)
    assert not apart(raster(pdf.read_bytes()), raster(draw_badges([other], layout).pdf)).same
