"""The steps of a first source: codes are read, ways are made, a list is kept and brought."""

import json
from pathlib import Path
from threading import Event as Flag

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.feed import SourceError
from kiosk.domain.source_draft import SourceDraft, SourceKind
from kiosk.resources import asset
from kiosk.services.source_steps import SourceSteps, StoppedError, read_code, ways_of
from tests.sources.indico import recorded as indico
from tests.sources.scripted_server import Say, ScriptedServer

PRETIX = json.dumps({"handshake_version": 1, "url": "https://pretix.eu", "token": "kpp4jn8g"})
INDICO = json.dumps({"event_id": 7, "title": "T", "server": {"base_url": "https://in.org"}})
CODE, TOKEN = "kpp4jn8g", "tok-0123456789"


@pytest.fixture
def steps(tmp_path):
    return SourceSteps(tmp_path / "profile", asset("demo", "event.toml"))


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


def people(folder: Path, rows: int) -> SourceDraft:
    path = folder / "gente.csv"
    lines = [f"Ana {n};p{n}@example.org" for n in range(rows)]
    path.write_text("\n".join(["Nombre completo;Correo", *lines]), "utf-8")
    return SourceDraft(SourceKind.FILE, path=str(path))


def test_set_up_codes_are_read():
    pretix, indico_ = read_code(PRETIX), read_code(INDICO)

    assert pretix == SourceDraft(SourceKind.PRETIX, "https://pretix.eu", secret=CODE, one_time=True)
    assert indico_ == SourceDraft(SourceKind.INDICO, "https://in.org", event="7")


@pytest.mark.parametrize("text", ["", "LAC46.TEST", "{}", "[1]", "https://x", '{"url": 1}'])
def test_other_codes_are_none(text):
    assert read_code(text) is None


def test_a_code_with_caps_lock_on_is_read_all_the_same():
    found = read_code(PRETIX.swapcase())

    assert found is not None
    assert (found.url, found.secret) == ("https://pretix.eu", "kpp4jn8g")


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        (
            SourceDraft(SourceKind.PRETIX, "https://x", "o", "e"),
            ["pretix:e team", "pretix:e device"],
        ),
        (SourceDraft(SourceKind.PRETIX, "https://x", "o", "e", device=True), ["pretix:e device"]),
        (SourceDraft(SourceKind.INDICO, "https://x", event="7"), ["indico:7 "]),
        (SourceDraft(SourceKind.HTTP, "https://x.org/a.csv"), ["http:x.org "]),
        (SourceDraft(SourceKind.FILE, path="/a/b.csv"), ["file:b.csv "]),
    ],
    ids=["token", "device", "indico", "http", "file"],
)
def test_a_draft_is_tried_in_its_ways(draft, names):
    found = ways_of(draft)

    assert [f"{way.name} {way.settings.get('auth', '')}" for way in found] == names


def test_no_settings_hold_a_secret():
    for kind in (SourceKind.PRETIX, SourceKind.INDICO, SourceKind.HTTP):
        draft = SourceDraft(kind, "https://x", event="e", secret=TOKEN)
        assert all(TOKEN not in repr(way) for way in ways_of(draft))
        assert all(TOKEN not in repr(way.settings) for way in ways_of(draft))


def test_nothing_is_no_source():
    with pytest.raises(ValueError, match="none"):
        ways_of(SourceDraft(SourceKind.NONE))


def test_a_list_is_tried_kept_and_brought(steps, tmp_path):
    tried = steps.try_out(people(tmp_path, 450))
    steps.keep(tried.settings)
    told = []
    brought = steps.bring(tried.settings.name, lambda *so_far: told.append(so_far), Flag())

    assert tried.found is not None
    assert tried.found.people == 450
    assert brought.report.complete
    assert told[-1] == (450, 450)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_bringing_may_be_stopped_and_begun_again(steps, tmp_path):
    tried = steps.try_out(people(tmp_path, 450))
    steps.keep(tried.settings)
    stop = Flag()
    with pytest.raises(StoppedError):
        steps.bring(tried.settings.name, lambda *_: stop.set(), stop)
    brought = steps.bring(tried.settings.name, lambda *_: None, Flag())

    assert brought.report.complete
    assert brought.report.pulled.done == 450


def test_a_mapping_is_read_with(steps, tmp_path):
    path = tmp_path / "raro.csv"
    path.write_text("Wer;Was\nAna Paz;x\n", "utf-8")
    draft = SourceDraft(SourceKind.FILE, path=str(path))
    assert steps.try_out(draft).found is None
    named = SourceDraft(SourceKind.FILE, path=str(path), mapping={"full_name": "Wer"})
    found = steps.try_out(named).found

    assert found is not None
    assert found.people == 1


def test_a_list_of_the_web_shows_its_columns(steps, server):
    server.on("/gente.csv", Say(200, b"Nombre,Correo\nAna,a@x.org\n"))
    tried = steps.try_out(SourceDraft(SourceKind.HTTP, f"{server.url}/gente.csv", secret=TOKEN))

    assert [column.field for column in tried.columns] == ["full_name", "email"]
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {TOKEN}"}


def test_the_fields_of_indico_come_with_samples(steps, server):
    indico.put(server)
    draft = SourceDraft(SourceKind.INDICO, server.url, event="1", secret=indico.TOKEN)
    tried = steps.try_out(draft)

    assert {"given_name", "family_name"} <= {column.field for column in tried.columns}
    assert all(column.form for column in tried.columns)
    assert any(column.samples for column in tried.columns)


def test_a_file_that_is_gone_is_trouble_in_words(steps, tmp_path):
    with pytest.raises(SourceError, match=r"none\.csv"):
        steps.try_out(SourceDraft(SourceKind.FILE, path=str(tmp_path / "none.csv")))


def test_an_event_file_that_is_gone_is_told(tmp_path):
    steps = SourceSteps(tmp_path / "profile", tmp_path / "none.toml")
    with pytest.raises(NotFoundError):
        steps.keep(None)
