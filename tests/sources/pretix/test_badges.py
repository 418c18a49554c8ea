"""Layouts, assignments and files of badges come along with every pull."""

import base64
import json

import pytest

from kiosk.sources.http import Http
from kiosk.sources.pretix import badges
from kiosk.sources.pretix.badge_documents import BADGE_FILE
from kiosk.sources.pretix.badges import Files, read_badges
from kiosk.sources.pretix.client import Client
from tests.sources.pretix.shop_pages import EVENT
from tests.sources.scripted_server import Say, ScriptedServer

PDF = b"%PDF-1.4\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n"
NAME = {"type": "textarea", "content": "attendee_name"}


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def client(server):
    http = Http(server.url, ("authorization", "Device " + "t" * 64))
    yield Client(http, "lacnic", "lacnic46")
    http.close()


def has(server, *layouts, items=()):
    for kind, rows in (("layouts", layouts), ("items", items)):
        server.on(
            f"{EVENT}badge{kind}/",
            Say(200, {"count": len(rows), "next": None, "results": list(rows)}),
        )


def layout(number=4, background="/media/bg.pdf", objects=(NAME,)):
    return {
        "id": number,
        "name": "Sala",
        "default": True,
        "layout": list(objects),
        "background": background,
    }


def said(read):
    return json.loads(read.documents[0].body)


def files(read):
    return {one.ref: base64.b64decode(one.body) for one in read.documents if one.kind == BADGE_FILE}


def test_layouts_assignments_and_files_are_kept(server, client):
    url = f"{server.url}/media/bg.pdf"
    has(server, layout(background=url), items=[{"id": 1, "item": 3, "layout": None}])
    server.on("/media/bg.pdf", Say(200, PDF))

    read = read_badges(client, Files())

    assert said(read)["layouts"] == [layout(background=url)]
    assert said(read)["items"] == [{"id": 1, "item": 3, "layout": None}]
    assert files(read) == {url: PDF}
    assert server.asked[-1].headers["authorization"].startswith("Device ")


def test_an_event_without_the_plugin_has_no_badges(server, client):
    read = read_badges(client, Files())

    assert said(read) == {"layouts": [], "items": [], "refused": {}}
    assert read.texts == frozenset()


def test_a_file_is_asked_for_once_while_the_program_runs(server, client):
    has(server, layout())
    server.on("/media/bg.pdf", Say(200, PDF))
    known = Files()

    read_badges(client, known)
    again = read_badges(client, known)

    assert files(again) == {"/media/bg.pdf": PDF}
    assert [one.path for one in server.asked].count("/media/bg.pdf") == 1


def test_a_full_pull_asks_again(server, client):
    has(server, layout())
    server.on("/media/bg.pdf", Say(200, PDF), Say(200, PDF + b"\n"))
    known = Files()

    read_badges(client, known)

    assert files(read_badges(client, known, fresh=True)) == {"/media/bg.pdf": PDF + b"\n"}


def test_the_token_goes_to_no_other_server(server, client):
    other = ScriptedServer()
    try:
        url = f"http://localhost:{other.port}/bg.pdf"
        has(server, layout(background=url))

        read = read_badges(client, Files())

        assert said(read)["refused"] == {url: badges.ELSEWHERE}
        assert not other.asked
    finally:
        other.stop()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Say(404, {}), badges.MISSING),
        (Say(500, b"<html>"), badges.MISSING),
        (Say(200, PDF, cut=4), badges.MISSING),
        (Say(200, b"<html>login</html>"), badges.WRONG_KIND),
        (Say(200, PDF + b"\0" * badges.LARGEST), badges.TOO_LARGE),
    ],
    ids=["gone", "broken server", "cut", "a page", "too large"],
)
def test_a_file_that_does_not_come_is_named(server, client, answer, why):
    has(server, layout())
    server.on("/media/bg.pdf", answer)

    read = read_badges(client, Files())

    assert said(read)["refused"] == {"/media/bg.pdf": why}
    assert files(read) == {}


def test_a_file_may_come_later(server, client):
    has(server, layout())
    server.on("/media/bg.pdf", Say(503, {}), Say(200, PDF))
    known = Files()

    read_badges(client, known)
    later = read_badges(client, known)

    assert said(later)["refused"] == {}
    assert files(later) == {"/media/bg.pdf": PDF}


def test_the_mark_of_pretix_comes_where_a_layout_wears_it(server, client):
    mark = {"type": "poweredby", "content": "white"}
    has(server, layout(objects=(mark,), background=None))
    server.on(badges.MARKS["white"], Say(200, PNG))

    assert files(read_badges(client, Files())) == {badges.MARKS["white"]: PNG}


@pytest.mark.parametrize(
    ("content", "texts"),
    [("attendee_name", set()), ("event_date", {"event_date"}), ("secret", set())],
    ids=["our own", "only theirs", "the code"],
)
def test_only_texts_that_nobody_else_has_are_asked_for(server, client, content, texts):
    has(server, layout(objects=({"type": "textarea", "content": content},), background=None))

    assert read_badges(client, Files()).texts == texts


@pytest.mark.parametrize("strange", [None, 4, "x", [], {"layout": "x", "background": 7}], ids=repr)
def test_strange_layouts_are_kept_and_need_nothing(server, client, strange):
    has(server, strange)

    read = read_badges(client, Files())

    assert said(read)["layouts"] == [strange]
    assert files(read) == {}
