from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Admits, EntryRule, Kind, Level, OfflineRule
from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.resources import asset
from kiosk.sources.event_file import read_event

SMALL = """\
[event]
id = "taller-2026"
name = "Taller"
timezone = "America/Guatemala"
from = 2026-03-20
to = 2026-03-22

[[checkpoint]]
id = "puerta"
name = { es = "Puerta", pt = "Porta" }
opens = 2026-03-20T09:00:00
closes = 2026-03-20T13:00:00
early = "1h30m"
"""


@pytest.fixture
def wrong(tmp_path):
    """Read SMALL with one text replaced and answer the sentence that refuses it."""

    def read(old, new):
        assert old in SMALL
        path = tmp_path / "event.toml"
        path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(WrongUseError) as caught:
            read_event(path)
        return str(caught.value)

    return read


def read_text(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(text, encoding="utf-8")
    return read_event(path)


def test_a_small_file_is_enough(tmp_path):
    event = read_text(tmp_path, SMALL)

    assert (event.id, event.code) == ("taller-2026", "TALLER20")
    assert event.name == {"es": "Taller", "pt": "Taller", "en": "Taller"}
    assert (event.first_day, event.last_day) == (date(2026, 3, 20), date(2026, 3, 22))
    assert event.timezone == ZoneInfo("America/Guatemala")
    assert event.roles == STANDARD_ROLES
    assert event.badge_layout == "a6"


def test_times_are_local_to_the_event_and_texts_fall_back_to_spanish(tmp_path):
    door = read_text(tmp_path, SMALL).checkpoint("puerta")

    zone = ZoneInfo("America/Guatemala")
    assert door.slots[0].opens == datetime(2026, 3, 20, 9, tzinfo=zone)
    assert door.early == timedelta(minutes=90)
    assert door.name == {"es": "Puerta", "pt": "Porta", "en": "Puerta"}
    assert door.short_name == door.name


def test_the_demo_event_has_every_checkpoint_of_a_lacnic_week():
    event = read_event(asset("demo", "event.toml"))

    assert {c.id for c in event.checkpoints} == {
        "entrance", "newcomers", "policy", "csirt", "lacix", "peering", "lacnog", "assembly",
        "lactld", "bof", "fellows", "technical", "first-plenary", "first-training-a",
        "first-training-b", "bag", "tshirt", "lunch", "social",
    }  # fmt: skip
    csirt = event.checkpoint("csirt")
    assert (csirt.admits, csirt.entry, csirt.capacity) == (Admits.INVITED, EntryRule.RE_ENTRY, 50)
    assert (csirt.offline, csirt.override) == (OfflineRule.ADMIT, Level.SUPERVISOR)
    assert csirt.stale_after == timedelta(hours=2)
    assert event.checkpoint("lunch").kind is Kind.HANDOUT
    assert len(event.checkpoint("lunch").slots) == 4
    assert event.checkpoint("assembly").admits is Admits.MEMBERS
    assert event.roles == STANDARD_ROLES


def test_every_text_of_the_demo_stands_in_three_languages():
    event = read_event(asset("demo", "event.toml"))

    texts = [event.name, event.place, event.help_desk, *(role.label for role in event.roles)]
    texts += [text for c in event.checkpoints for text in (c.name, c.short_name, c.place)]
    assert all(text[language] for text in texts for language in ("es", "pt", "en"))


def test_an_own_role_joins_the_standard_ones_or_replaces_one(tmp_path):
    event = read_text(
        tmp_path,
        SMALL + '[[role]]\nid = "trusted"\nlabel = "Persona de confianza"\n'
        '[[role]]\nid = "press"\nlabel = "Prensa"\ncolor = "#123456"\n',
    )

    assert event.role("trusted").label["en"] == "Persona de confianza"
    assert event.role("press").color == "#123456"
    assert len(event.roles) == len(STANDARD_ROLES) + 1


def test_slots_come_in_order_of_time(tmp_path):
    event = read_text(
        tmp_path,
        SMALL + "[[checkpoint.slot]]\nopens = 2026-03-22T09:00:00\n"
        "[[checkpoint.slot]]\nopens = 2026-03-19T09:00:00\ncloses = 2026-03-19T10:00:00\n",
    )

    assert [s.opens.day for s in event.checkpoint("puerta").slots] == [19, 20, 22]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('early = "1h30m"', 'early = "pronto"', ("línea 13", "checkpoint[0].early", "20m")),
        ('early = "1h30m"', 'entry = "twice"', ("línea 13", "checkpoint[0].entry", "once-per-day")),
        ('early = "1h30m"', "capacity = 0", ("línea 13", "checkpoint[0].capacity", "1 o más")),
        ('early = "1h30m"', 'capacity = "diez"', ("línea 13", "número entero")),
        ('early = "1h30m"', 'earyl = "1h"', ("línea 13", "checkpoint[0].earyl", "stale_after")),
        ('early = "1h30m"', 'admits = "roles"', ("checkpoint[0].roles",)),
        ('early = "1h30m"', 'roles = ["rey"]', ("línea 13", "«rey»", "fellow")),
        ('early = "1h30m"', "[[checkpoint]]\nid = 'puerta'\nname = 'x'", ("línea 14", "«puerta»")),
        ('id = "puerta"\n', "", ("línea 8", "checkpoint[0].id", "falta")),
        ('{ es = "Puerta", pt', "{ pt", ("línea 10", "checkpoint[0].name", "español")),
        ("name = {", "name = 3 # {", ("línea 10", "texto")),
        ("closes = 2026-03-20T13", "closes = 2026-03-20T08", ("línea 12", "posterior")),
        ("opens = 2026-03-20T09:00:00", "opens = 9", ("línea 11", "fecha y hora")),
        ("to = 2026-03-22", "to = 2026-03-19", ("línea 6", "anterior")),
        ("from = 2026-03-20", 'from = "ayer"', ("línea 5", "event.from", "2026-10-05")),
        ("America/Guatemala", "America/Atlantida", ("línea 4", "America/Atlantida")),
        ('id = "taller-2026"', 'id = "Taller 2026"', ("línea 2", "event.id", "minúsculas")),
        ('name = "Taller"', 'name = "Taller"\ncode = "lac"', ("event.code", "A-Z")),
        ('name = "Taller"', 'name = "Taller"\nlanguages = []', ("event.languages",)),
        ('name = "Taller"', 'name = = "Taller"', ("línea 3", "columna", "TOML")),
        ("[[checkpoint]]", "[[checkpiont]]", ("checkpiont", "checkpoint")),
    ],
)
def test_a_wrong_file_is_answered_with_line_key_and_what_was_expected(wrong, old, new, said):
    sentence = wrong(old, new)

    assert sentence.startswith("event.toml")
    assert all(part in sentence for part in said), sentence


def test_a_wrong_role_names_its_line(wrong):
    sentence = wrong(
        'early = "1h30m"', '[[role]]\nid = "vip"\nlabel = "VIP"\ncolor = "rojo"\npattern = "plain"'
    )

    assert "línea 16" in sentence
    assert "#0B5CAD" in sentence


def test_no_file_a_folder_and_another_encoding(tmp_path):
    with pytest.raises(NotFoundError):
        read_event(tmp_path / "none.toml")
    with pytest.raises(FailureError):
        read_event(tmp_path)
    path = tmp_path / "event.toml"
    path.write_bytes(SMALL.replace("Taller", "Reunión").encode("latin-1"))
    with pytest.raises(WrongUseError, match="UTF-8"):
        read_event(path)


def test_keys_within_a_long_text_are_not_counted(wrong):
    sentence = wrong('name = "Taller"', 'name = """\nid = 3\n[[checkpoint]]\n"""\nplace = 3')

    assert "línea 7: «event.place»" in sentence
