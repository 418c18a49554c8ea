"""People as rows, chips and room lines: how they stand, and why in two words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.app import desk_rows
from kiosk.domain.checkpoints import Admits
from kiosk.domain.people import TicketState
from kiosk.domain.verdict import Reason
from kiosk.services.card import RoomRight
from kiosk.services.find import Found
from kiosk.ui.widgets.chip import Tone


@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (TicketState.PAID, "Confirmado", Tone.SOFT),
        (TicketState.PENDING, "Pendiente de pago", Tone.WARN),
        (TicketState.UNAPPROVED, "Sin aprobar", Tone.WARN),
        (TicketState.EXPIRED, "Vencido", Tone.BAD),
        (TicketState.CANCELED, "Cancelado", Tone.BAD),
    ],
)
def test_the_chip_says_how_the_registration_stands(made, state, words, tone):
    chip = desk_rows.state_chip((replace(made.paid, state=state),), None, made.place)
    assert (chip.text, chip.tone) == (words, tone)
    assert chip.icon


def test_of_several_tickets_the_valid_one_counts(made):
    canceled = replace(made.paid, ticket_id="u", state=TicketState.CANCELED)
    gone = replace(made.paid, ticket_id="w", gone=True)
    assert desk_rows.best_ticket([canceled, gone, made.paid]) is made.paid
    assert desk_rows.best_ticket([gone, canceled]) is canceled
    assert desk_rows.best_ticket([]) is None


def test_a_check_in_goes_before_every_other_state(made):
    chip = desk_rows.state_chip(
        (replace(made.paid, state=TicketState.CANCELED),), made.visit, made.place
    )
    assert chip.text == "Ya acreditado 09:12 · Mesa 2"
    assert chip.tone is Tone.OK


def test_blocked_and_gone_people_are_told_apart(made):
    blocked = desk_rows.state_chip((replace(made.paid, blocked=True),), None, made.place)
    assert blocked.text == "Bloqueado"
    for tickets in ((), (replace(made.paid, gone=True),)):
        assert desk_rows.state_chip(tickets, None, made.place).text == "Ya no está en la lista"


@pytest.mark.parametrize(
    ("organisation", "country", "words"),
    [
        ("CERT", "AR", "CERT · Argentina"),
        ("CERT", "", "CERT"),
        ("", "BR", "Brasil"),
        ("", "", ""),
        ("CERT", "Narnia", "CERT · Narnia"),
    ],
)
def test_organisation_and_country_make_one_line(made, organisation, country, words):
    person = replace(made.ana, organisation=organisation, country=country)
    assert desk_rows.detail_of(person) == words


def test_a_row_holds_neither_mail_nor_code(made):
    person = replace(made.ana, email="ana@cert.example")
    row = desk_rows.row_of(
        Found(person, (replace(made.paid, code="SECRET"),)), ("ana",), made.place
    )
    assert row.name_hits == ((0, 3),)
    assert "@" not in repr(row)
    assert "SECRET" not in repr(row)


def test_roles_come_highest_first_and_attendee_is_no_role(made):
    person = replace(made.ana, roles=("attendee", "newcomer", "fellow"))
    small = desk_rows.roles_of(person, made.place, big=False)
    assert [chip.text for chip in small] == ["Becario/a", "Nuevo"]
    big = desk_rows.roles_of(person, made.place, big=True)
    assert (big[1].color, big[1].dark_text) == ("#FFC53D", True)


@pytest.mark.parametrize(
    ("admits", "reason", "tone", "why"),
    [
        (Admits.EVERYONE, None, Tone.OK, "abierta"),
        (Admits.INVITED, None, Tone.OK, "en lista"),
        (Admits.ROLES, None, Tone.OK, "por su rol"),
        (Admits.PRODUCTS, None, Tone.OK, "incluida"),
        (Admits.MEMBERS, None, Tone.OK, "con voto"),
        (Admits.INVITED, Reason.NOT_INVITED, Tone.BAD, "no está en lista"),
        (Admits.MEMBERS, Reason.NOT_ENTITLED, Tone.MUTE, "sin voto"),
        (Admits.ROLES, Reason.NOT_ENTITLED, Tone.MUTE, "no le corresponde"),
        (Admits.EVERYONE, Reason.ALREADY_REDEEMED, Tone.OK, "adentro"),
        (Admits.EVERYONE, Reason.ROOM_FULL, Tone.BAD, "llena"),
        (Admits.EVERYONE, Reason.CLOSED, Tone.MUTE, "ya cerró"),
        (Admits.EVERYONE, Reason.UNPAID, Tone.BAD, "falta el pago"),
        (Admits.INVITED, Reason.NOT_OPEN, Tone.OK, "en lista"),
        (Admits.EVERYONE, Reason.RULES, Tone.BAD, "por sus reglas"),
        (Admits.EVERYONE, Reason.INVALID_TIME, Tone.BAD, "fuera de fecha"),
    ],
)
def test_a_right_says_why_in_two_words(made, admits, reason, tone, why):
    right = RoomRight(replace(made.room, admits=admits), made.verdict(reason))
    (shown,) = desk_rows.room_lines((right,), made.place, made.now)
    assert (shown.tone, shown.why) == (tone, why)


def test_a_room_that_opens_later_says_when(made):
    right = RoomRight(made.room, made.no(Reason.NOT_OPEN, params={"opens": made.now}))
    (shown,) = desk_rows.room_lines((right,), made.place, made.now)
    assert shown.tone is Tone.OK
    assert "09:35" in shown.why


def test_what_is_special_about_the_person_stands_first(made):
    def right(name, admits, verdict):
        return RoomRight(replace(made.room, id=name, name={"es": name}, admits=admits), verdict)

    rights = (
        right("none", Admits.ROLES, made.no(Reason.NOT_ENTITLED)),
        right("open", Admits.EVERYONE, made.verdict(None)),
        right("refused", Admits.INVITED, made.no(Reason.NOT_INVITED)),
        right("granted", Admits.INVITED, made.verdict(None)),
    )
    assert [r.name for r in desk_rows.room_lines(rights, made.place, made.now)] == [
        "granted",
        "refused",
        "open",
        "none",
    ]
