"""The test of a connection names what is wrong with Indico or a list, and how to mend it."""

from datetime import timedelta

import pytest

from tests.app.setup_station import SetUp
from tests.sources import certificates
from tests.sources.indico import recorded
from tests.sources.scripted_server import Say, ScriptedServer

DAY = timedelta(days=1)
LIST = b"Nombre;Apellido;Correo\nAna;Paz;ana@example.org\n"
SCOPE = {"error": "insufficient_scope"}


@pytest.fixture
def setup(qtbot, make_worker, tmp_path):
    made = SetUp(qtbot, make_worker, tmp_path)
    yield made
    made.controller.end()


@pytest.fixture
def serve(tmp_path):
    """Servers with a certificate, or without one."""
    made = []

    def start(**certificate):
        context = certificates.server_context(tmp_path, **certificate) if certificate else None
        made.append(ScriptedServer(context))
        recorded.put(made[-1])
        made[-1].on("/people.csv", Say(body=LIST))
        return made[-1]

    yield start
    for server in made:
        server.stop()


def ask(setup, kind, url, **more):
    setup.choose(kind)
    fields = {"url": url, "event_id": "1", "secret": recorded.TOKEN}
    if kind == "http":
        fields = {"url": f"{url}/people.csv"}
    setup.type(**fields, **more)
    setup.press()
    return setup.answer


KINDS = pytest.mark.parametrize("kind", ["indico", "http"])


@KINDS
def test_a_name_that_nobody_knows(setup, kind):
    answer = ask(setup, kind, "http://nobody.invalid")

    assert "No se encuentra el servidor (DNS)" in answer
    assert "letra por letra" in answer


@KINDS
def test_an_own_authority_is_believed_once_its_file_is_given(setup, serve, kind, tmp_path):
    server = serve(host="127.0.0.1")
    answer = ask(setup, kind, server.url)
    assert "La conexión no es segura (TLS)" in answer
    assert "CA" in answer
    assert server.asked == []

    answer = ask(setup, kind, server.url, ca_file=str(certificates.authority_file(tmp_path)))
    assert "TLS" not in answer
    assert setup.view.start.text() == "Guardar y seguir"


@KINDS
def test_a_file_that_is_no_authority(setup, serve, kind, tmp_path):
    wrong = tmp_path / "photo.pem"
    wrong.write_bytes(b"\x89PNG")

    assert "photo.pem" in ask(setup, kind, serve(host="127.0.0.1").url, ca_file=str(wrong))


@KINDS
@pytest.mark.parametrize(
    ("certificate", "title", "says"),
    [
        ({"begins": -9 * DAY, "ends": -DAY}, "TLS", "venció"),
        ({"host": "wifi.example"}, "TLS", "otro servidor"),
        ({"begins": DAY, "ends": 9 * DAY}, "mal la hora", "zona horaria"),
    ],
    ids=["expired", "another host", "clock"],
)
def test_a_certificate_that_does_not_hold(setup, serve, kind, certificate, title, says):
    url = serve(**certificate).url
    authority = certificates.authority_file(setup.folder.parent)
    answer = ask(setup, kind, url, ca_file=str(authority))

    assert title in answer
    assert says in answer


@pytest.mark.parametrize(
    ("said", "title", "mend"),
    [
        (Say(401, recorded.recorded("api/wrong_token")), "El token no sirve", "tokens de API"),
        (Say(403, SCOPE), "faltan permisos", "registrants"),
        (Say(403, {"error": "x"}), "faltan permisos", "administrar las inscripciones"),
        (Say(404, b"<!DOCTYPE html><html>"), "Ese evento no está", "/event/NÚMERO"),
        (Say(502, b"<html>Bad Gateway</html>"), "El servidor falló", "en un minuto"),
        (Say(429, {}, {"retry-after": "7"}), "ocupado", "Espere"),
        (Say(200, b"<html>Wi-Fi"), "no se entiende", "Wi-Fi"),
        (Say(body=b'{"id": 1, "titl', cut=10), "servidor", "red"),
    ],
    ids=["token", "scope", "rights", "event", "page", "busy", "portal", "cut"],
)
def test_indico_is_wrong(setup, serve, said, title, mend):
    server = serve()
    server.on(recorded.EVENT, said)
    answer = ask(setup, "indico", server.url)

    assert title in answer
    assert mend in answer
    assert recorded.TOKEN not in answer


@pytest.mark.parametrize(
    ("said", "title", "mend"),
    [
        (Say(401, b""), "El token no sirve", "cabecera"),
        (Say(404, b""), "Ese evento no está", "publicada"),
        (Say(200, b"<html>"), "no se entiende", "publicada"),
        (Say(200, b""), "no se entiende", "vacía"),
    ],
    ids=["key", "address", "page", "empty"],
)
def test_a_list_is_wrong(setup, serve, said, title, mend):
    server = serve()
    server.on("/people.csv", said)
    answer = ask(setup, "http", server.url)

    assert title in answer
    assert mend in answer


def test_doubts_about_the_event_are_shown_when_its_file_is_chosen(setup, tmp_path):
    path = tmp_path / "event.toml"
    path.write_text(EVENT, encoding="utf-8")
    setup.view.event_page.file_chosen.emit(str(path))
    setup.settle()

    assert "«moon»" in setup.view.event_page.answer.text()


EVENT = """\
[event]
id = "e"
code = "EEE"
name = { es = "E", pt = "E", en = "E" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09

[[checkpoint]]
id = "entrance"
kind = "entrance"
name = { es = "Entrada", pt = "Entrada", en = "Entrance" }
admits = "everyone"
rules = '{"==": [{"var": "moon"}, 1]}'
"""
