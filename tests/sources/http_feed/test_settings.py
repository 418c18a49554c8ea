from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event, RoleStyle
from kiosk.sources.file.source import open_source as open_file
from kiosk.sources.http_feed.source import default_name, secret_header
from kiosk.sources.http_feed.source import open_source as open_http
from tests.sources.file.test_source import pulled
from tests.sources.lists import ANA, csv_of
from tests.sources.scripted_server import Say

EVENT = Event(
    "e1",
    {"es": "Evento"},
    ZoneInfo("America/Montevideo"),
    date(2026, 10, 5),
    date(2026, 10, 9),
    "LAC",
    roles=(RoleStyle("fellow", {"es": "Becario/a"}),),
)
QUIEN = "source_id,Quién,Rol\n1,Ana Pérez,fellow\n".encode()


def test_a_list_of_the_web_is_opened_as_it_was_added(server):
    server.on("/list.csv", Say(body=QUIEN))
    settings = {
        "url": f"{server.url}/list.csv",
        "header": "X-Api-Key",
        "map": {"full_name": "Quién"},
    }

    source = open_http("http:x", settings, "s3cret", EVENT)
    (batch,) = source.pull({})
    source.close()

    assert source.name == "http:x"
    assert server.asked[0].headers["x-api-key"] == "s3cret"
    assert batch.registrations[0].person.roles == ("fellow",)


def test_a_watched_file_is_opened_as_it_was_added(save):
    path = save("list.csv", QUIEN)

    source = open_file("file:x", {"path": str(path), "map": {"full_name": "Quién"}}, "", EVENT)
    (batch,) = source.pull({})

    assert source.name == "file:x"
    assert batch.registrations[0].person.roles == ("fellow",)


def test_a_column_that_does_not_exist_is_trouble_of_the_list(server):
    server.on("/x", Say(body=csv_of(ANA)))
    source = open_http("x", {"url": f"{server.url}/x", "map": {"full_name": "Nope"}}, "", EVENT)

    with pytest.raises(Exception, match="Nope"):
        pulled(source)
    source.close()


@pytest.mark.parametrize(
    ("open_", "settings"),
    [
        (open_http, {}),
        (open_http, {"url": 5}),
        (open_http, {"url": "https://example.org", "map": ["x"]}),
        (open_file, {}),
        (open_file, {"path": " "}),
        (open_file, {"path": ["x"]}),
    ],
)
def test_settings_that_make_no_sense_are_said(open_, settings):
    with pytest.raises(WrongUseError, match="the source"):
        open_("the source", settings, "", EVENT)


@pytest.mark.parametrize(
    ("name", "secret", "expected"),
    [
        ("", "", None),
        ("X-Api-Key", " \n", None),
        ("X-Api-Key", "abc\n", ("x-api-key", "abc")),
        ("", "abc", ("authorization", "Bearer abc")),
        ("Authorization", "abc", ("authorization", "Bearer abc")),
        ("Authorization", "Basic abc=", ("authorization", "Basic abc=")),
    ],
)
def test_a_secret_is_sent_as_servers_expect_it(name, secret, expected):
    assert secret_header(name, secret) == expected


def test_a_list_of_the_web_is_called_after_its_server(server, open_):
    assert default_name("https://Example.org:8443/a/list.csv?key=x") == "http:example.org"
    assert open_().name == "http:127.0.0.1"


@pytest.mark.parametrize(
    ("path", "named"),
    [("/a/inscriptos.csv", "inscriptos.csv"), ("/pub?output=csv", "127.0.0.1"), ("/%2e%2e%2fx.csv", "x.csv")],
)  # fmt: skip
def test_trouble_names_the_list_as_its_address_does(server, open_, path, named):
    server.then(Say(body=csv_of()))

    with pytest.raises(Exception, match=f"^{named} "):
        pulled(open_(path))


def test_a_test_of_the_connection_names_what_it_found(server, open_):
    server.on("/list", Say(body=csv_of(ANA, ("2", "", ""))))

    told = open_().check()

    assert (told.event, told.people) == ("127.0.0.1", 1)
    assert told.clock_seconds is not None
    assert "csv" in told.notes[0]
    assert "full_name ← Nombre" in told.notes[1]
