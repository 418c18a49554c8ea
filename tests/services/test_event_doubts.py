from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.event import Event
from kiosk.services.event_doubts import event_doubts

SOLD = Catalogue(
    products=(Product("4", {"es": "Cena", "en": "Dinner"}, {"9": {"es": "Vegetariana"}}),),
    dates=(EventDate("d1", {"es": "Día 1"}),),
)


def event(catalogue=SOLD, **policy):
    day = date(2026, 10, 5)
    door = Checkpoint("door", {"es": "Puerta"}, **policy)
    return Event("e", {"es": "E"}, ZoneInfo("UTC"), day, day, "E", checkpoints=(door,),
                 catalogue=catalogue)  # fmt: skip


def told(found):
    return [doubt.params["value"] for doubt in event_doubts(found)]


@pytest.mark.parametrize(
    ("policy", "values"),
    [
        ({}, []),
        ({"rules": '{"<": [{"var": "entries_today"}, 1]}'}, []),
        ({"rules": '{"sorted": [1]}'}, ["sorted"]),
        ({"rules": '{"and": [{"var": "shoe_size"}, {"var": "shoe_size"}]}'}, ["shoe_size"]),
        ({"rules": "not json"}, ["not JSON"]),
        ({"products": ("4", "Cena", "Dinner")}, []),
        ({"products": ("Cena", "Almuerzo")}, ["Almuerzo"]),
        ({"rules": '{"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "4", ""]},'
                   ' {"lookup": ["product", "5", ""]}, {"lookup": ["product", "5", ""]}]}]}'}, ["5"]),
        ({"rules": '{"inList": [{"var": "variation"}, {"objectList":'
                   ' [{"lookup": ["variation", "9", ""]}, {"lookup": ["variation", "8", ""]}]}]}'}, ["8"]),
        ({"rules": '{"inList": [{"var": "gate"}, {"objectList": [{"lookup": ["gate", "1", ""]}]}]}'}, []),
        ({"rules": '{"==": [{"var": "date"}, {"lookup": ["date", "d2"]}]}'}, ["d2"]),
    ],
    ids=["nothing", "lunch", "operator", "variable", "no JSON", "products", "unknown product",
         "product ids", "variation ids", "gates", "dates"],
)  # fmt: skip
def test_what_will_surprise_at_the_door_is_told_once(policy, values):
    assert told(event(**policy)) == values


def test_an_event_that_lists_no_products_knows_them_from_its_lists():
    assert told(event(Catalogue(), products=("Cena",))) == []


def test_the_sentence_names_the_checkpoint():
    (doubt,) = event_doubts(event(rules='{"sorted": [1]}'))

    assert doubt.message.format(**doubt.params).startswith("El punto de control «door»")
