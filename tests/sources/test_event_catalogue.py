from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import EventDate, Product
from kiosk.domain.errors import WrongUseError
from kiosk.sources.event_file import read_event

ZONE = ZoneInfo("America/Montevideo")
EVENT = """\
[event]
id = "taller"
name = "Taller"
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
"""
SOLD = (
    EVENT
    + """
[[product]]
id = "12"
name = { es = "Capacitación", en = "Training" }
variations = { "3" = "Básica", 4 = { es = "Avanzada", pt = "Avançada" } }
attention = true
checkin_text = "Entregar el material"

[[date]]
id = "day-1"
name = "Día 1"
starts = 2026-10-05T09:00:00
ends = 2026-10-05T18:00:00
admission = 2026-10-05T08:30:00

[[date]]
id = "day-2"
name = "Día 2"
starts = 2026-10-06T12:00:00Z
"""
)


def read(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(text, encoding="utf-8")
    return read_event(path)


def refused(tmp_path, text):
    with pytest.raises(WrongUseError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_an_event_without_times_starts_at_midnight_of_its_first_day(tmp_path):
    catalogue = read(tmp_path, EVENT).catalogue

    assert catalogue.whole.id == ""
    assert catalogue.whole.starts == datetime(2026, 10, 5, tzinfo=ZONE)
    assert (catalogue.whole.ends, catalogue.whole.admission) == (None, None)
    assert (catalogue.products, catalogue.dates, catalogue.questions) == ((), (), ())


def test_the_times_of_the_event_are_local_to_it(tmp_path):
    times = (
        "starts = 2026-10-05T09:00:00\nends = 2026-10-09T13:00:00Z\nadmission = 2026-10-05T08:00:00"
    )

    whole = read(tmp_path, EVENT + times).catalogue.whole

    assert whole.starts == datetime(2026, 10, 5, 9, tzinfo=ZONE)
    assert whole.ends == datetime(2026, 10, 9, 10, tzinfo=ZONE)
    assert whole.admission == datetime(2026, 10, 5, 8, tzinfo=ZONE)


def test_products_with_their_kinds(tmp_path):
    (product,) = read(tmp_path, SOLD).catalogue.products

    assert product == Product(
        id="12",
        name={"es": "Capacitación", "pt": "Capacitación", "en": "Training"},
        variations={
            "3": {"es": "Básica", "pt": "Básica", "en": "Básica"},
            "4": {"es": "Avanzada", "pt": "Avançada", "en": "Avanzada"},
        },
        attention=True,
        checkin_text="Entregar el material",
    )


def test_dates_with_their_times(tmp_path):
    first, second = read(tmp_path, SOLD).catalogue.dates

    assert first == EventDate(
        id="day-1",
        name={"es": "Día 1", "pt": "Día 1", "en": "Día 1"},
        starts=datetime(2026, 10, 5, 9, tzinfo=ZONE),
        ends=datetime(2026, 10, 5, 18, tzinfo=ZONE),
        admission=datetime(2026, 10, 5, 8, 30, tzinfo=ZONE),
    )
    assert second.starts == datetime(2026, 10, 6, 9, tzinfo=ZONE)
    assert (second.ends, second.admission) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "12"', 'id = " "', ("línea 9: «product[0].id»", "vacío")),
        ('id = "12"', "id = 12", ("línea 9: «product[0].id»", "texto")),
        ('"3" = "Básica"', '"3" = ""', ("línea 11", "variations.3", "español")),
        ("attention = true", 'attention = "yes"', ("línea 12", "true o false")),
        ('id = "day-2"', 'id = "day-1"', ("línea 23: «date[1].id»", "«day-1»")),
        ("2026-10-05T18", "2026-10-05T08", ("línea 19: «date[0].ends»", "anterior")),
        ("starts = 2026-10-05T09:00:00", "", ("date[0].starts", "falta")),
        ('[[date]]\nid = "day-2"', '[[product]]\nid = "12"\nname = "x"\n[[date]]\nid = "d"',
         ("product[1].id", "repite")),
        ("to = 2026-10-09", "to = 2026-10-09\nends = 2026-10-04T09:00:00",
         ("línea 7: «event.ends»", "anterior")),
        ("to = 2026-10-09", "to = 2026-10-09\nstarts = 9", ("línea 7: «event.starts»", "fecha y hora")),
    ],
)  # fmt: skip
def test_what_is_sold_wrongly_is_told_with_its_line(tmp_path, old, new, said):
    assert old in SOLD
    sentence = refused(tmp_path, SOLD.replace(old, new, 1))

    assert all(part in sentence for part in said), sentence


def test_servers_whose_codes_are_ours(tmp_path):
    codes = '[codes]\nservers = ["https://indico.example.org/", "http://127.0.0.1:8000/indico"]\n'

    servers = read(tmp_path, EVENT + codes).catalogue.servers

    assert servers == ("https://indico.example.org", "http://127.0.0.1:8000/indico")


@pytest.mark.parametrize("url", ["", "indico.example.org", "ftp://example.org", "https://a b"])
def test_a_server_is_an_address_of_the_web(tmp_path, url):
    sentence = refused(tmp_path, f'{EVENT}[codes]\nservers = ["{url}"]\n')

    assert "línea 8: «codes.servers[0]»" in sentence
