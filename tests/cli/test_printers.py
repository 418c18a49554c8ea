"""`kiosk printers`: what CUPS offers and what is in use, with the printers' own words."""

import http.server
import threading

import pytest

from kiosk.printing.ipp import wire
from kiosk.printing.ipp.wire import KEYWORD, NAME, Value

pytestmark = pytest.mark.usefixtures("quiet_network")

QUEUES = (
    {
        "printer-name": Value(NAME, ["Mesa_3"]),
        "printer-info": Value(NAME, ["Etiquetas de la mesa 3"]),
        "printer-state-reasons": Value(KEYWORD, ["media-empty-error"]),
        "printer-state-message": Value(NAME, ["Load labels"]),
    },
    {
        "printer-name": Value(NAME, ["Laser"]),
        "printer-state-reasons": Value(KEYWORD, ["none"]),
    },
)


class Cups(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        reply = wire.request(0, 1, {})[:-1]
        for queue in QUEUES:
            named = (wire._attribute(name, value) for name, value in queue.items())
            reply += bytes([wire.PRINTER]) + b"".join(named)
        reply += bytes([wire.END])
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def cups(monkeypatch):
    """A CUPS server with two queues, one of them without labels."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cups) as server:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("cups")
def test_the_queues_of_cups_are_there_without_anything_printed_yet(kiosk):
    found = {one["uri"]: one for one in kiosk("printers", "--json").json}

    assert list(found) == ["folder:", "cups:Mesa_3", "cups:Laser"]
    assert found["cups:Mesa_3"] == {
        "uri": "cups:Mesa_3",
        "name": "Etiquetas de la mesa 3",
        "station": False,
        "ready": False,
        "reason": "La impresora no tiene papel.",
        "said": "media-empty-error: Load labels",
    }
    assert (found["cups:Laser"]["ready"], found["cups:Laser"]["said"]) == (True, "")


@pytest.mark.usefixtures("cups")
def test_the_table_shows_our_sentence_and_the_printers_own_words(kiosk):
    done = kiosk("printers")

    assert done.code == 0
    for word in ("cups:Mesa_3", "Etiquetas de la mesa 3", "Load labels", "cups:Laser", "folder:"):
        assert word in done.out
    assert "La impresora no tiene papel. (media-empty-error: Load labels)" in done.out


@pytest.mark.usefixtures("cups")
@pytest.mark.parametrize(("language", "word"), [("pt", "sem papel"), ("en", "paper")])
def test_the_reason_is_translated_and_the_printers_words_are_not(kiosk, language, word):
    found = kiosk("--lang", language, "printers", "--json").json

    assert word in found[1]["reason"]
    assert found[1]["said"] == "media-empty-error: Load labels"


def test_without_cups_the_folder_is_left(kiosk, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")

    (only,) = kiosk("printers", "--json").json
    assert (only["uri"], only["ready"]) == ("folder:", True)


def test_a_printer_that_a_job_was_sent_to_is_shown_once(kiosk, tmp_path, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    other = f"folder:{tmp_path / 'otra'}"
    kiosk("print", "AAA111AAA", "--printer", other)
    kiosk("print", "BBB222BBB")

    assert [one["uri"] for one in kiosk("printers", "--json").json] == ["folder:", other]


def test_the_stations_own_printer_is_marked(kiosk, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    kiosk.profile.joinpath("station.toml").write_text(
        '[station]\nprinter = "ipp://127.0.0.1:1/ipp/print"\n', encoding="utf-8"
    )
    own = [one for one in kiosk("printers", "--json").json if one["station"]]

    assert [one["uri"] for one in own] == ["ipp://127.0.0.1:1/ipp/print"]
    assert not own[0]["ready"]
    assert "no responde" in own[0]["reason"]
