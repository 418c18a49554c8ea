"""Answers that no server should give: each is read, or told to be wrong, and nothing else."""

import copy

from hypothesis import HealthCheck, given, settings, strategies

from kiosk.domain.feed import SourceError
from kiosk.sources.indico import mapping, rules
from kiosk.sources.indico.fields import filled
from kiosk.sources.indico.known import Known
from kiosk.sources.indico.mapping import FormName, Item, Reading
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.wire import Row, decode
from tests.sources.indico.recorded import recorded

FULL = recorded("api/detail_1")
READING = Reading(
    "indico:1", Options(), rules.parse({"tag:CSIRT": "role:speaker", "choice:x": "checkpoint:y"})
)
ANYTHING = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats(allow_nan=False)
    | strategies.text(max_size=12),
    lambda inner: (
        strategies.lists(inner, max_size=3)
        | strategies.dictionaries(strategies.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def places(data, path=()):
    """The path of every value within a JSON value."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from places(value, (*path, number))


PLACES = [path for path in places(FULL) if path]


def read(data):
    """The registration with all that hangs on it; None where the answer was told to be wrong."""
    try:
        row = decode(data, Row)
    except SourceError:
        return None
    item = Item(FormName("1", "General"), row, filled(row))
    mapping.visits(item, READING)
    mapping.invitations(item, READING)
    assert mapping.print_of(item, Options())
    return mapping.registration(item, READING)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(strategies.sampled_from(PLACES), ANYTHING)
def test_any_value_anywhere_in_a_registration(path, value):
    data = copy.deepcopy(FULL)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value

    found = read(data)

    assert found is None or found.person.full_name


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ANYTHING)
def test_any_value_in_the_place_of_a_registration(value):
    found = read(value)

    assert found is None or isinstance(value, dict)


@given(strategies.dictionaries(strategies.text(max_size=6), strategies.text(max_size=30)))
def test_any_cursor_is_read_and_what_is_known_comes_back(cursor):
    known = Known(cursor)

    again = Known(known.cursor())

    assert set(again.others(())) == set(known.others(()))
    assert all(again.of(one) == known.of(one) for one in known.others(()))
