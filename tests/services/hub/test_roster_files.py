"""Layouts, their pictures and what pretix said of badges, at stations that have no source."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from kiosk.domain.feed import Document
from kiosk.printing.layout import load_layout
from kiosk.services.badge_layout import own_layouts
from kiosk.services.context import Context
from kiosk.services.pretix_said import every
from kiosk.services.roster_apply import Item, settle_event, take_roster
from kiosk.services.roster_files import pieces
from kiosk.services.roster_message import PieceRecord
from kiosk.store import documents
from kiosk.store.transact import writing
from tests.services.hub.rosters import Roster, Told

LAYOUT = """
title = "Entrada"
width = 90
height = 55
media = "om_test_90x55mm"

[[element]]
kind = "image"
file = "logo.png"
x = 5
y = 5
w = 20
h = 20
"""


@pytest.fixture
def drawn(source: Context) -> Path:
    """The source's own layouts: one with a picture, and a picture that no layout names."""
    folder = own_layouts(source.folder)
    folder.mkdir()
    (folder / "entrada.toml").write_text(LAYOUT, encoding="utf-8")
    Image.effect_noise((700, 700), 90).save(folder / "logo.png")
    (folder / "unused.png").write_bytes(b"")
    return folder


def tell(hub: Roster, source: Context, station: Told) -> Path:
    hub.publish(source)
    hub.tell(station)
    settle_event(station.ctx)
    return own_layouts(station.ctx.folder)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*")}


def test_a_layout_travels_with_the_picture_that_it_names(hub, source, drawn, desk, door):
    assert (drawn / "logo.png").stat().st_size > 300_000  # in several pieces
    wanted = {name: data for name, data in files(drawn).items() if name != "unused.png"}
    for station in (desk, door):
        own = tell(hub, source, station)
        assert files(own) == wanted
        assert load_layout("entrada", own).title == "Entrada"


def test_no_piece_is_larger_than_what_a_server_takes(source, drawn):
    (drawn / "odd.toml").write_text("\x01" * 900_000, encoding="utf-8")

    found = list(pieces(source))

    assert len(found) > 8
    assert max(len(msgspec.json.encode(one)) for one in found) < 1_000_000


def test_what_has_come_is_not_written_again_and_is_kept_if_it_was_changed_here(
    hub, source, drawn, desk
):
    own = tell(hub, source, desk)
    mine = LAYOUT.replace("Entrada", "Mía")
    (own / "entrada.toml").write_text(mine, encoding="utf-8")

    settle_event(desk.ctx)
    assert (own / "entrada.toml").read_text(encoding="utf-8") == mine
    (drawn / "entrada.toml").write_text(LAYOUT.replace("Entrada", "Otra"), encoding="utf-8")
    tell(hub, source, desk)
    assert load_layout("entrada", own).title == "Otra"


@pytest.mark.parametrize(
    "broken",
    ["title = ", LAYOUT.replace("width = 90", "width = 9000"), LAYOUT.replace("logo", "none"), ""],
    ids=["no TOML", "impossible", "no picture", "empty"],
)
def test_a_damaged_layout_leaves_what_there_was(hub, source, drawn, desk, broken: str):
    own = tell(hub, source, desk)
    before = files(own)
    (drawn / "entrada.toml").write_text(broken, encoding="utf-8")
    (drawn / "fine.toml").write_text(LAYOUT, encoding="utf-8")

    tell(hub, source, desk)

    assert files(own) == before | {"fine.toml": LAYOUT.encode()}
    (drawn / "entrada.toml").write_text(LAYOUT.replace("Entrada", "Bien"), encoding="utf-8")
    tell(hub, source, desk)
    assert load_layout("entrada", own).title == "Bien"


def test_a_picture_that_is_none_leaves_layout_and_picture(hub, source, drawn, desk):
    own = tell(hub, source, desk)
    before = files(own)
    (drawn / "logo.png").write_bytes(b"not a picture")

    tell(hub, source, desk)

    assert files(own) == before


def test_a_layout_waits_for_the_last_piece_of_its_picture(hub, source, drawn, desk):
    hub.publish(source)
    last = max(key for key in hub.last if key[0] == "piece")
    late = hub.last.pop(last)
    hub.tell(desk)
    settle_event(desk.ctx)
    own = own_layouts(desk.ctx.folder)
    assert not own.exists()

    take_roster(desk.ctx, [Item(late[0] + 1000, late[1].full)])
    settle_event(desk.ctx)

    assert (own / "entrada.toml").is_file()


def test_a_layout_that_was_taken_away_goes_and_what_was_made_of_it_stays(hub, source, drawn, desk):
    (drawn / "second.toml").write_text(LAYOUT, encoding="utf-8")
    own = tell(hub, source, desk)
    (own / "second.toml").write_text(LAYOUT.replace("Entrada", "Mía"), encoding="utf-8")
    for name in ("entrada.toml", "second.toml"):
        (drawn / name).unlink()

    tell(hub, source, desk)

    assert set(files(own)) == {"second.toml"}  # the picture went with the last that named it
    settle_event(desk.ctx)
    assert set(files(own)) == {"second.toml"}


@pytest.mark.parametrize(
    "name", ["../event.toml", "a/b.toml", "/etc/x.toml", "..", "", "C:x.toml", ".hidden.toml"]
)
def test_no_name_leads_out_of_the_folder(door, name: str, tmp_path: Path):
    before = sorted(path.name for path in tmp_path.rglob("*.toml"))
    text = base64.b64encode(LAYOUT.replace('file = "logo.png"', "").encode()).decode()
    whole = PieceRecord(
        f"/layouts/{name}#0", mark="1", kind="layouts", ref=name, parts=1, body=text
    )

    take_roster(door.ctx, [Item(1, msgspec.json.encode(whole))])
    settle_event(door.ctx)

    assert sorted(path.name for path in tmp_path.rglob("*.toml")) == before
    assert not own_layouts(door.ctx.folder).exists()


def test_a_layout_that_names_a_picture_elsewhere_takes_nothing_with_it(source, drawn):
    (source.folder / "secret.png").write_bytes(b"secret")
    for number, file in enumerate(["../secret.png", "/etc/hostname", "C:\\x.png"]):
        text = LAYOUT.replace("logo.png", file.replace("\\", "\\\\"))
        (drawn / f"{number}.toml").write_text(text, encoding="utf-8")

    assert {one.ref for one in pieces(source)} == {
        *("entrada.toml", "logo.png"),
        *(f"{number}.toml" for number in range(3)),
    }


def test_what_pretix_said_of_badges_is_known_where_there_is_no_source(hub, source, desk):
    said = '{"items":[{"item":7,"layout":null}],"layouts":[]}'
    file = Document("badgefile", "https://pretix.example/a.pdf", "JVBERi0=" * 60_000)
    with writing(source.db):
        documents.put(source.db, "pretix", [Document("badges", "", said), file])

    tell(hub, source, desk)

    assert list(every(desk.ctx)) == [
        ("pretix", {"items": [{"item": 7, "layout": None}], "layouts": []})
    ]
    assert documents.get(desk.ctx.db, "pretix", file.kind, file.ref) == file.body
    with writing(source.db):
        documents.drop(source.db, "pretix", "badges")
    tell(hub, source, desk)
    assert list(every(desk.ctx)) == []
    assert documents.get(desk.ctx.db, "pretix", file.kind, file.ref) == file.body
