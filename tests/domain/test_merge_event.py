"""The event file speaks first, sources add to it, and ids of doors stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Checkpoint, EntryRule
from kiosk.domain.event import Event
from kiosk.domain.merge_event import Said, lists_of, merged_event, with_kept_ids


def door(checkpoint_id, ref="", **more):
    return Checkpoint(checkpoint_id, {"es": checkpoint_id}, source_ref=ref, **more)


OWN = Event(
    "e", {"es": "E"}, ZoneInfo("UTC"), date(2026, 10, 5), date(2026, 10, 9), "E",
    checkpoints=(door("main", "s/1"), door("forum")),
    catalogue=Catalogue(products=(Product("1", {"es": "Mía"}),)),
)  # fmt: skip


def test_without_sources_nothing_changes():
    assert merged_event(OWN, []) == OWN


def test_a_named_list_is_merged_and_another_becomes_a_door():
    said = Said(checkpoints=(door("x", "s/1", entry=EntryRule.ONCE), door("lobby", "s/2")))

    event = merged_event(OWN, [said])

    assert [c.id for c in event.checkpoints] == ["main", "forum", "lobby"]
    assert event.checkpoints[0].entry is EntryRule.ONCE
    assert lists_of(event) == {"s/1": "main", "s/2": "lobby"}


def test_a_list_never_takes_the_id_of_another_door():
    said = [Said(checkpoints=(door("forum", "s/2"),)), Said(checkpoints=(door("forum", "t/2"),))]

    event = merged_event(OWN, said)

    assert [c.id for c in event.checkpoints] == ["main", "forum", "forum-2", "forum-2-2"]


def test_the_files_words_come_first():
    theirs = Catalogue(
        products=(Product("1", {"es": "Suya"}), Product("2", {"es": "Otra"})),
        keys=("K",), revoked=frozenset("r"), whole=EventDate("", {"es": "Todo"}),
    )  # fmt: skip

    catalogue = merged_event(OWN, [Said(theirs), Said(theirs)]).catalogue

    assert [p.name["es"] for p in catalogue.products] == ["Mía", "Otra"]
    assert (catalogue.keys, catalogue.revoked) == (("K",), frozenset("r"))
    assert catalogue.whole.name == {"es": "Todo"}


def test_a_list_keeps_its_id_whatever_its_name():
    before = (door("lobby", "s/2"), door("hall", "s/3"))
    now = (door("hall", "s/2"), door("lobby", "s/3"), door("hall", "s/4"))

    assert [c.id for c in with_kept_ids(now, before)] == ["lobby", "hall", "hall-4"]
    assert with_kept_ids(before, ()) == before
    assert with_kept_ids((replace(before[0], id="x"),), before)[0].id == "lobby"
