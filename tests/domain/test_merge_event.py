"""The event file speaks first, sources add to it, and ids of doors stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Checkpoint, EntryRule, Kind
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


def entrance(checkpoint_id, ref="", **more):
    return door(checkpoint_id, ref, kind=Kind.ENTRANCE, **more)


@pytest.mark.parametrize(
    ("own", "refs", "lists"),
    [
        ([entrance("main"), door("forum")], ("indico:7",), {"indico:7": "main"}),
        ([door("forum"), entrance("main"), entrance("north")], ("indico:7",), {"indico:7": "main"}),
        ([entrance("main"), door("forum", "indico:7")], ("indico:7",), {"indico:7": "forum"}),
        (
            [entrance("main", "s/1"), entrance("north")],
            ("indico:7",),
            {"s/1": "main", "indico:7": "north"},
        ),
        (
            [entrance("main"), entrance("north")],
            ("indico:7", "indico:8"),
            {"indico:7": "main", "indico:8": "north"},
        ),
        ([entrance("main")], ("indico:7", "indico:8"), {"indico:7": "main"}),
        ([door("forum")], ("indico:7",), {}),
        ([entrance("main")], (), {}),
    ],
)
def test_a_source_with_one_check_in_has_it_where_people_come_in(own, refs, lists):
    said = [Said(Catalogue(entrances=(ref,))) for ref in refs]

    event = merged_event(replace(OWN, checkpoints=tuple(own)), said)

    assert lists_of(event) == lists
    assert [c.id for c in event.checkpoints] == [c.id for c in own]


def test_an_entrance_that_a_list_gives_is_not_taken_for_another_source():
    said = [
        Said(checkpoints=(entrance("list", "s/2"),)),
        Said(Catalogue(entrances=("indico:7",))),
    ]

    event = merged_event(replace(OWN, checkpoints=(door("forum"),)), said)

    assert lists_of(event) == {"s/2": "list"}
