from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.sources.indico.source import open_source
from tests.sources.indico.recorded import TOKEN, asked_details, put, rows

RULES = {"tag:CSIRT": "checkpoint:csirt"}
DAY = date(2026, 5, 4)
ZONE = ZoneInfo("America/Montevideo")
EVENT = Event("foro", {"es": "Foro"}, ZONE, DAY, DAY, "FORO", roles=STANDARD_ROLES)


@pytest.fixture
def opened(server):
    """Sources by their settings, closed at the end."""
    made = []

    def open_it(**settings):
        every = {"url": server.url, "event": "1", **settings}
        made.append(open_source("indico:1", every, TOKEN, EVENT))
        return made[-1]

    yield open_it
    for each in made:
        each.close()


def test_all_settings_reach_the_event(server, opened):
    put(server)
    mapping = {"2": {"21": "badge_name", "22": "family_name"}}

    batches = list(
        opened(forms=["2"], mapping=mapping, rules=RULES, sheets={}, ca_file="").pull({})
    )

    (person,) = {each.person for each in batches[1].registrations if each.source_id == "2-5"}
    assert (person.badge_name, person.family_name) == ("María José", "Núñez Ibáñez")
    assert [(i.checkpoint, i.source_id) for i in batches[0].invitations] == [("csirt", "2-5")]
    assert len(asked_details(server)) == len(rows(2))


def test_the_event_s_own_roles_are_known_by_their_ids(server):
    put(server, {"1": [{**rows(1)[0], "tags": ["volunteer"]}]})
    role = replace(STANDARD_ROLES[0], id="volunteer")
    source = open_source(
        "lacnic", {"url": server.url, "event": " 1 "}, TOKEN, replace(EVENT, roles=(role,))
    )

    first = next(source.pull({}))
    source.close()

    assert source.name == "lacnic"
    assert first.registrations[0].person.roles == ("volunteer",)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"url": 5}, "url"),
        ({"event": 1}, "event"),
        ({"forms": "2"}, "forms"),
        ({"mapping": {"2": {"21": "shoe_size"}}}, "shoe_size"),
        ({"rules": {"tag": "x"}}, "tag"),
        ({"sheets": []}, "sheets"),
    ],
    ids=str,
)
def test_settings_that_make_no_sense_are_named(opened, settings, said):
    with pytest.raises(WrongUseError) as caught:
        opened(**settings)

    assert said in str(caught.value)


def test_a_file_of_authorities_that_cannot_be_read_is_told(opened, tmp_path):
    with pytest.raises(SourceError) as caught:
        opened(ca_file=str(tmp_path / "none.pem"))

    assert caught.value.trouble is Trouble.TLS
