import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.sources.indico.fields import Filled, Place
from kiosk.sources.indico.rules import Given, given, parse

GENERAL = ("12", "Inscripción general")


def chosen(number, *texts, kind="multi_choice"):
    return Filled(Place(number, "Reuniones", kind, 1, 1), texts)


def gives(rules, form=GENERAL, tags=(), fields=()):
    return given(parse(rules), form, tags, fields)


@pytest.mark.parametrize(
    "when",
    [
        "form:12",
        "form: inscripcion GENERAL ",
        "tag:csirt",
        "tag:C.S.I.R.T: día 2",
        "choice:CSIRT meeting",
        "choice:14:CSIRT meeting",
        "session:77",
    ],
)
def test_each_kind_of_rule_holds(when):
    fields = [chosen("14", "CSIRT meeting", "Otra"), chosen("15", "77", kind="sessions")]

    found = gives({when: "checkpoint:csirt"}, tags=("CSIRT", "C.S.I.R.T: Dia 2"), fields=fields)

    assert found == Given((), ("csirt",))


@pytest.mark.parametrize(
    "when",
    [
        "form:1",
        "form:2",
        "tag:CSIRT meeting",
        "choice:CSIRT",
        "choice:15:CSIRT meeting",
        "session:CSIRT meeting",
        "choice:77",
        "choice:Sin gluten",
    ],
)
def test_what_was_not_said_gives_nothing(when):
    fields = [
        chosen("14", "CSIRT meeting"),
        chosen("15", "77", kind="sessions"),
        chosen("16", "Sin gluten", kind="text"),
    ]

    assert gives({when: "role:speaker"}, tags=("CSIRT",), fields=fields) == Given((), ())


def test_a_rule_may_give_several_things_and_each_counts_once():
    found = gives(
        {"form:12": "role:speaker, checkpoint:green-room , role:member", "tag:VIP": "role:speaker"},
        tags=("VIP",),
    )

    assert found == Given(("speaker", "member"), ("green-room",))


def test_a_box_that_was_ticked_is_a_choice():
    fields = [chosen("17", "yes", kind="checkbox")]

    assert gives({"choice:17:yes": "checkpoint:dinner"}, fields=fields).checkpoints == ("dinner",)


@pytest.mark.parametrize(
    "rule",
    [
        ("tag", "role:speaker"),
        ("tag:", "role:speaker"),
        ("tag: - ", "role:speaker"),
        ("label:CSIRT", "role:speaker"),
        ("CSIRT", "role:speaker"),
        ("choice:14:", "role:speaker"),
        ("tag:CSIRT", ""),
        ("tag:CSIRT", "speaker"),
        ("tag:CSIRT", "role:"),
        ("tag:CSIRT", "room:csirt"),
        ("tag:CSIRT", "role:speaker,"),
    ],
    ids=repr,
)
def test_a_rule_that_makes_no_sense_is_named(rule):
    with pytest.raises(WrongUseError) as caught:
        parse(dict([rule]))

    assert rule[0] in str(caught.value)
