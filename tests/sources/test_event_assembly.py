from base64 import b64encode
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.assembly import AssemblyKind, CountedBy, Share
from kiosk.domain.errors import WrongUseError
from kiosk.sources.event_file import read_event

ROOM = """\
[event]
id = "taller"
name = "Taller"
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09

[[checkpoint]]
id = "hall"
name = "Salón"
"""

TWO_CALLS = (
    ROOM
    + """
[[assembly]]
id = "ordinaria"
name = { es = "Asamblea", en = "Assembly" }
checkpoint = "hall"
votes = 900

[[assembly.call]]
at = 2026-10-07T10:00:00
quorum = 0
by = "votes"

[[assembly.call]]
at = 2026-10-07T09:30:00
quorum = ">50%"
"""
)
KEY = b64encode(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n").decode()


def read(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(text, encoding="utf-8")
    return read_event(path)


def refused(tmp_path, text):
    with pytest.raises(WrongUseError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_an_event_without_assemblies_has_none(tmp_path):
    assert read(tmp_path, ROOM).assemblies == ()


def test_calls_come_in_the_order_of_their_times(tmp_path):
    (found,) = read(tmp_path, TWO_CALLS).assemblies

    zone = ZoneInfo("America/Montevideo")
    assert (found.id, found.checkpoint, found.kind) == ("ordinaria", "hall", AssemblyKind.ORDINARY)
    assert found.name == {"es": "Asamblea", "pt": "Asamblea", "en": "Assembly"}
    assert (found.organisations, found.votes) == (None, 900)
    assert found.request == Share(Decimal(20), percent=True)
    assert [call.at for call in found.calls] == [
        datetime(2026, 10, 7, 9, 30, tzinfo=zone),
        datetime(2026, 10, 7, 10, tzinfo=zone),
    ]
    assert [call.by for call in found.calls] == [CountedBy.ORGANISATIONS, CountedBy.VOTES]
    assert found.calls[0].quorum == Share(Decimal(50), percent=True, above=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30", Share(Decimal(30))),
        ('"30"', Share(Decimal(30))),
        ('">30"', Share(Decimal(30), above=True)),
        ('"50%"', Share(Decimal(50), percent=True)),
        ('" > 50 % "', Share(Decimal(50), percent=True, above=True)),
        ('"33.34%"', Share(Decimal("33.34"), percent=True)),
        ('"100%"', Share(Decimal(100), percent=True)),
        ("0", Share(Decimal(0))),
    ],
)
def test_a_quorum_is_a_number_or_a_share(tmp_path, written, meant):
    (found,) = read(tmp_path, TWO_CALLS.replace('">50%"', written)).assemblies

    assert found.calls[0].quorum == meant


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('">50%"', '"half"', ("línea 25: «assembly[0].call[1].quorum»", "50%")),
        ('">50%"', '"101%"', ("línea 25", "porcentaje")),
        ('">50%"', '">100%"', ("línea 25", "porcentaje")),
        ('">50%"', "-1", ("línea 25", "porcentaje")),
        ('">50%"', "0.5", ("línea 25", "porcentaje")),
        ('quorum = ">50%"', "", ("línea 23", "assembly[0].call[1].quorum", "falta")),
        ('by = "votes"', 'by = "heads"', ("línea 21", "organisations, votes")),
        ("10:00:00", "09:30:00", ("línea 24: «assembly[0].call[1].at»", "otra convocatoria")),
        ('checkpoint = "hall"', 'checkpoint = "hal"', ("línea 15", "«hal»", "hall")),
        ('checkpoint = "hall"', 'checkpoint = "hall"\nkind = "odd"', ("línea 16", "extraordinary")),
        ("votes = 900", "votes = 0", ("línea 16: «assembly[0].votes»", "1 o más")),
        ("votes = 900", "organisations = 0", ("línea 16: «assembly[0].organisations»", "1 o más")),
        ("votes = 900", 'request = "often"', ("línea 16: «assembly[0].request»",)),
        ('"ordinaria"', '"Asamblea 1"', ("línea 13: «assembly[0].id»", "minúsculas")),
    ],
)
def test_a_wrong_assembly_is_told_with_its_line(tmp_path, old, new, said):
    sentence = refused(tmp_path, TWO_CALLS.replace(old, new))

    assert all(part in sentence for part in said), sentence


def test_two_assemblies_of_one_id_are_refused(tmp_path):
    again = '[[assembly]]\nid = "ordinaria"\nname = "Otra"\ncheckpoint = "hall"\n'

    assert "«ordinaria»" in refused(tmp_path, TWO_CALLS + again)


def test_codes_that_are_judged_without_a_list(tmp_path):
    codes = f'[codes]\npretix_keys = ["{KEY}"]\nrevoked = ["a", "b"]\nblocked = ["c"]\n'

    catalogue = read(tmp_path, ROOM + codes).catalogue

    assert catalogue.keys == (KEY,)
    assert (catalogue.revoked, catalogue.blocked) == ({"a", "b"}, {"c"})


@pytest.mark.parametrize("key", ["", "no base64", "QUJD", KEY[:-1]])
def test_a_key_that_is_none_is_refused(tmp_path, key):
    sentence = refused(tmp_path, f'{ROOM}[codes]\npretix_keys = ["{KEY}", "{key}"]\n')

    assert "línea 12: «codes.pretix_keys[1]»" in sentence
