"""Lists of a source become doors, add to those of the file, and keep their ids."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, EntryRule
from kiosk.domain.feed import RemoteVisit
from kiosk.services.event_of_sources import reload_event
from kiosk.store.transact import number, rows
from tests.services.conftest import es_pt_en
from tests.services.sources import NAME, person

LISTED = Checkpoint("lobby", es_pt_en("Vestíbulo"), source_ref=f"{NAME}/7")


def test_lists_become_doors_and_keep_their_ids(ctx, server, run):
    server.checkpoints = (LISTED,)
    server.catalogue = Catalogue(products=(Product("1", es_pt_en("Entrada")),))

    assert run().pulled.event_changed
    event = reload_event(ctx).event
    assert [c.id for c in event.checkpoints] == ["main", "csirt", "hall", "forum", "lobby"]
    assert event.catalogue.product("1") is not None

    assert not run().pulled.event_changed
    server.checkpoints = (replace(LISTED, id="hall", name=es_pt_en("Hall")),)
    assert run().pulled.event_changed
    renamed = reload_event(ctx).event.checkpoint("lobby")
    assert renamed is not None
    assert renamed.name["es"] == "Hall"


def test_a_list_that_the_file_names_adds_its_policy(ctx, server, run):
    server.checkpoints = (
        replace(
            LISTED,
            id="x",
            source_ref=f"{NAME}/2",
            admits=Admits.PRODUCTS,
            products=("5",),
            entry=EntryRule.ONCE,
        ),
    )
    run()

    csirt = reload_event(ctx).event.checkpoint("csirt")

    assert csirt is not None
    assert (csirt.products, csirt.entry) == (("5",), EntryRule.ONCE)


def test_check_ins_count_where_the_list_is_named_later(ctx, server, run):
    server.put(person(1))
    server.visits["1"] = RemoteVisit("1", "O1-1", f"{NAME}/7", Direction.ENTRY, ctx.clock())
    run()
    assert number(ctx.db, "SELECT count(*) FROM visit") == 0
    server.checkpoints = (LISTED,)

    run()

    assert rows(ctx.db, "SELECT checkpoint FROM visit") == [{"checkpoint": "lobby"}]
