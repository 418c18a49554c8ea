"""What the desk knows becomes words: chips, room lines, cards, history, bars; nothing is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk import texts
from kiosk.app import desk_cards, desk_rows, desk_states, desk_status
from kiosk.app.desk_model import Chosen, DeskModel, Job, Place, Question, WalkInModel
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, Kind, Level
from kiosk.domain.event import Event
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.domain.verdict import Answer, FirstVisit, Reason, Status, Verdict
from kiosk.domain.visits import Visit
from kiosk.services.card import HistoryLine, PersonCard, RoomRight
from kiosk.services.check_in import ScanOutcome
from kiosk.services.counts import Counts
from kiosk.services.desk import SAME_EMAIL, SAME_NAME, SIMILAR_NAME
from kiosk.services.find import Found
from kiosk.store.prints import PrintLine
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone

NOW = datetime(2026, 10, 6, 12, 35, tzinfo=UTC)
NAMES = {"es": "Entrada", "pt": "Entrada (pt)", "en": "Entrance"}
MAIN = Checkpoint("main", NAMES, Kind.ENTRANCE)
ROOM = Checkpoint("csirt", {"es": "CSIRT"}, admits=Admits.INVITED)
EVENT = Event(
    id="e",
    name={"es": "Evento", "en": "Event"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=NOW.date(),
    last_day=NOW.date(),
    code="LAC",
    roles=STANDARD_ROLES,
    checkpoints=(MAIN, ROOM),
)
PLACE = Place(EVENT, Station(name="Mesa 2", operator="Lucía R.", place="planta baja"), "main")
ANA = Person("ana", "Ana", "Quiroga", organisation="CERT", country="AR", roles=("newcomer",))
PAID = Ticket("t", "ana", "code")
VISIT = Visit(
    "v1", "ana", "main", Direction.ENTRY, NOW - timedelta(minutes=23), "Mesa 2", "Lucía R."
)
YES = Verdict(Status.OK, Answer.ADMIT, Direction.ENTRY)


def no(reason: Reason, **more) -> Verdict:
    return Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, reason, **more)


def chosen(verdict=YES, **more) -> Chosen:
    parts = {
        "person": ANA,
        "tickets": (PAID,),
        "rooms": (),
        "history": (),
        "checked_in": None,
        "badge_code": None,
        "badge_owed": False,
        "prints": (),
    }
    return Chosen(PersonCard(**{**parts, **more}), ScanOutcome(verdict, MAIN, Direction.ENTRY, NOW))


def line(kind: EntryKind, **more) -> HistoryLine:
    parts = {
        "entry_id": "e",
        "kind": kind,
        "at": NOW - timedelta(minutes=5),
        "checkpoint": "main",
        "direction": Direction.ENTRY,
        "station": "Mesa 2",
        "operator": "Lucía R.",
        "reason": "",
    }
    return HistoryLine(**{**parts, **more})


def history(*lines: HistoryLine):
    """As the store gives it (newest first), drawn oldest first."""
    shown = chosen(checked_in=VISIT, history=tuple(reversed(lines)))
    return desk_cards.already_state(shown, PLACE, NOW, 0).history


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
def test_the_chip_says_how_the_registration_stands(state, words, tone):
    chip = desk_rows.state_chip((replace(PAID, state=state),), None, PLACE)
    assert (chip.text, chip.tone) == (words, tone)
    assert chip.icon


def test_of_several_tickets_the_valid_one_counts():
    canceled = replace(PAID, ticket_id="u", state=TicketState.CANCELED)
    gone = replace(PAID, ticket_id="w", gone=True)
    assert desk_rows.best_ticket([canceled, gone, PAID]) is PAID
    assert desk_rows.best_ticket([gone, canceled]) is canceled
    assert desk_rows.best_ticket([]) is None


def test_a_check_in_goes_before_every_other_state():
    chip = desk_rows.state_chip((replace(PAID, state=TicketState.CANCELED),), VISIT, PLACE)
    assert chip.text == "Ya acreditado 09:12 · Mesa 2"
    assert chip.tone is Tone.OK


def test_blocked_and_gone_people_are_told_apart():
    blocked = desk_rows.state_chip((replace(PAID, blocked=True),), None, PLACE)
    assert blocked.text == "Bloqueado"
    for tickets in ((), (replace(PAID, gone=True),)):
        assert desk_rows.state_chip(tickets, None, PLACE).text == "Ya no está en la lista"


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
def test_organisation_and_country_make_one_line(organisation, country, words):
    person = replace(ANA, organisation=organisation, country=country)
    assert desk_rows.detail_of(person) == words


def test_a_row_holds_neither_mail_nor_code():
    person = replace(ANA, email="ana@cert.example")
    row = desk_rows.row_of(Found(person, (replace(PAID, code="SECRET"),)), ("ana",), PLACE)
    assert row.name_hits == ((0, 3),)
    assert "@" not in repr(row)
    assert "SECRET" not in repr(row)


def test_roles_come_highest_first_and_attendee_is_no_role():
    person = replace(ANA, roles=("attendee", "newcomer", "fellow"))
    small = desk_rows.roles_of(person, PLACE, big=False)
    assert [chip.text for chip in small] == ["Becario/a", "Nuevo"]
    big = desk_rows.roles_of(person, PLACE, big=True)
    assert (big[1].color, big[1].dark_text) == ("#FFC53D", True)


@pytest.mark.parametrize(
    ("admits", "verdict", "tone", "why"),
    [
        (Admits.EVERYONE, YES, Tone.OK, "abierta"),
        (Admits.INVITED, YES, Tone.OK, "en lista"),
        (Admits.ROLES, YES, Tone.OK, "por su rol"),
        (Admits.PRODUCTS, YES, Tone.OK, "incluida"),
        (Admits.MEMBERS, YES, Tone.OK, "con voto"),
        (Admits.INVITED, no(Reason.NOT_INVITED), Tone.BAD, "no está en lista"),
        (Admits.MEMBERS, no(Reason.NOT_ENTITLED), Tone.MUTE, "sin voto"),
        (Admits.ROLES, no(Reason.NOT_ENTITLED), Tone.MUTE, "no le corresponde"),
        (Admits.EVERYONE, no(Reason.ALREADY_REDEEMED), Tone.OK, "adentro"),
        (Admits.EVERYONE, no(Reason.ROOM_FULL), Tone.BAD, "llena"),
        (Admits.EVERYONE, no(Reason.CLOSED), Tone.MUTE, "ya cerró"),
        (Admits.EVERYONE, no(Reason.UNPAID), Tone.BAD, "falta el pago"),
        (Admits.INVITED, no(Reason.NOT_OPEN), Tone.OK, "en lista"),
        (Admits.EVERYONE, no(Reason.RULES), Tone.MUTE, "hoy no"),
    ],
)
def test_a_right_says_why_in_two_words(admits, verdict, tone, why):
    right = RoomRight(replace(ROOM, admits=admits), verdict)
    (shown,) = desk_rows.room_lines((right,), PLACE)
    assert (shown.tone, shown.why) == (tone, why)


def test_a_room_that_opens_later_says_when():
    right = RoomRight(ROOM, no(Reason.NOT_OPEN, params={"opens": NOW}))
    (shown,) = desk_rows.room_lines((right,), PLACE)
    assert shown.tone is Tone.OK
    assert "09:35" in shown.why


def test_what_is_special_about_the_person_stands_first():
    def right(name, admits, verdict):
        return RoomRight(replace(ROOM, id=name, name={"es": name}, admits=admits), verdict)

    rights = (
        right("none", Admits.ROLES, no(Reason.NOT_ENTITLED)),
        right("open", Admits.EVERYONE, YES),
        right("refused", Admits.INVITED, no(Reason.NOT_INVITED)),
        right("granted", Admits.INVITED, YES),
    )
    assert [r.name for r in desk_rows.room_lines(rights, PLACE)] == [
        "granted",
        "refused",
        "open",
        "none",
    ]


class TestCard:
    def test_nothing_is_wrong_with_somebody_who_may_enter(self):
        card = desk_cards.card_state(chosen(), PLACE)
        assert (card.problem, card.may_override, card.checked_in) == ("", False, False)

    def test_a_refusal_carries_its_reason_and_the_next_step(self):
        verdict = no(Reason.UNPAID, may_override=Level.SUPERVISOR)
        card = desk_cards.card_state(chosen(verdict), PLACE)
        assert card.problem == "La inscripción está pendiente de pago."
        assert card.may_override
        assert not card.problem_bad

    def test_cancelled_is_severe(self):
        assert desk_cards.card_state(chosen(no(Reason.CANCELED)), PLACE).problem_bad

    def test_somebody_checked_in_is_no_problem(self):
        shown = chosen(no(Reason.ALREADY_REDEEMED), checked_in=VISIT)
        card = desk_cards.card_state(shown, PLACE)
        assert (card.problem, card.checked_in) == ("", True)

    def test_the_note_is_the_persons_or_the_tickets(self):
        ticket = replace(PAID, checkin_text="Entregar bolsa")
        assert desk_cards.card_state(chosen(tickets=(ticket,)), PLACE).note == "Entregar bolsa"
        person = replace(ANA, note="Silla de ruedas")
        shown = chosen(tickets=(ticket,), person=person)
        assert desk_cards.card_state(shown, PLACE).note == "Silla de ruedas"

    @pytest.mark.parametrize(
        ("photo", "facts"), [(True, "Acepta fotos"), (False, "Sin fotos"), (None, None)]
    )
    def test_photos_are_mentioned_only_where_somebody_asked(self, photo, facts):
        card = desk_cards.card_state(chosen(person=replace(ANA, photo_ok=photo)), PLACE)
        assert [words for _icon, words in card.facts] == ([facts] if facts else [])

    def test_the_badge_code_is_shown_never_the_tickets(self):
        card = desk_cards.card_state(chosen(badge_code="LAC.7KQ4M2XR"), PLACE)
        assert card.facts == (("qr-code", "LAC.7KQ4M2XR"),)
        assert "code" not in repr(card.form)

    @pytest.mark.parametrize(
        ("level", "pin", "asked", "allowed"),
        [
            (Level.SUPERVISOR, "", False, True),
            (Level.SUPERVISOR, "hash", False, False),
            (Level.SUPERVISOR, "hash", True, True),
            (Level.DESK, "hash", False, True),
            (None, "", True, False),
        ],
    )
    def test_who_may_overrule(self, level, pin, asked, allowed):
        place = replace(PLACE, station=replace(PLACE.station, pin_hash=pin), can_ask_pin=asked)
        verdict = no(Reason.UNPAID, may_override=level)
        assert desk_cards.may_override(verdict, place) is allowed


class TestHistory:
    def test_the_day_is_told_in_order_with_who_and_where(self):
        rows = history(
            line(EntryKind.ADMITTED),
            line(EntryKind.PRINTED),
            line(EntryKind.ADMITTED, checkpoint="csirt", station="Puerta B", operator=""),
        )
        assert [row.title for row in rows] == [
            "Acreditación en Mesa 2",
            "Credencial impresa",
            "Entró a CSIRT",
        ]
        assert rows[0].detail == "Lucía R."
        assert rows[2].detail == "Puerta B"
        assert rows[0].time == "09:30"

    def test_the_scan_that_led_here_is_marked(self):
        again = line(EntryKind.REFUSED, reason="already_redeemed")
        rows = history(line(EntryKind.ADMITTED), again)
        assert [row.now for row in rows] == [False, True]

    def test_an_earlier_attempt_is_only_an_attempt(self):
        again = line(EntryKind.REFUSED, reason="already_redeemed")
        rows = history(again, line(EntryKind.CORRECTED))
        assert not any(row.now for row in rows)
        assert rows[0].title == "Intento en Entrada"

    def test_yesterday_is_left_out(self):
        assert history(line(EntryKind.ADMITTED, at=NOW - timedelta(days=1))) == ()

    def test_what_was_undone_says_so(self):
        (row,) = history(line(EntryKind.ADMITTED, undone=True))
        assert row.title.endswith("(deshecho)")

    def test_an_exit_and_an_unknown_room_have_words(self):
        out = line(EntryKind.LEFT, direction=Direction.EXIT, checkpoint="gone-room")
        (row,) = history(out)
        assert row.title == "Salió de gone-room"

    def test_giving_a_code_is_not_worth_a_line(self):
        assert history(line(EntryKind.BADGE_ISSUED)) == ()


class TestAlready:
    def test_when_where_and_who(self):
        prints = tuple(PrintLine(str(n), "printed", "", "c", NOW) for n in range(2))
        shown = chosen(no(Reason.ALREADY_REDEEMED), checked_in=VISIT, prints=prints)
        state = desk_cards.already_state(shown, PLACE, NOW, 2)
        assert state.when == ("09:12", "hoy, hace 23 minutos")
        assert state.where == ("Mesa 2", "planta baja")
        assert state.who == ("Lucía R.", "credencial impresa 2 veces")
        assert state.reason == 2

    def test_another_stations_place_is_not_invented(self):
        visit = replace(VISIT, station="Mesa 9", operator="", at=NOW - timedelta(days=1))
        state = desk_cards.already_state(chosen(checked_in=visit), PLACE, NOW, 0)
        assert state.where == ("Mesa 9", "")
        assert state.who == ("–", "credencial sin imprimir")
        assert not state.when[1].startswith("hoy")

    def test_without_a_visit_the_verdict_tells(self):
        first = FirstVisit(NOW, "Mesa 4", "Ana")
        shown = chosen(no(Reason.ALREADY_REDEEMED, first_visit=first))
        assert desk_cards.already_state(shown, PLACE, NOW, 0).where[0] == "Mesa 4"


class TestBars:
    def test_only_what_exists_is_shown(self):
        assert desk_status.status_state(DeskModel(), NOW).items == ()
        counts = Counts(5, 9, 1, None)
        state = desk_status.status_state(DeskModel(counts=counts), NOW)
        assert [(i.before, i.strong) for i in state.items] == [("Cola de impresión", "1")]
        assert (state.checked_in, state.expected) == (5, 9)

    def test_a_failed_job_and_a_silent_printer_are_amber(self):
        failed = Job("j", "ana", "Ana", "failed", "Sin papel", NOW)
        model = DeskModel(
            counts=Counts(0, 0, 1, NOW - timedelta(seconds=12)),
            printer=("Zebra", "sin papel", False),
            jobs=(failed,),
        )
        items = desk_status.status_state(model, NOW).items
        assert items[0].strong == "hace 12 s"
        assert [i.tone for i in items[1:]] == [Tone.WARN, Tone.WARN]

    def test_only_the_newest_job_of_a_person_can_be_tried_again(self):
        jobs = (
            Job("new", "ana", "Ana", "waiting", "", NOW),
            Job("old", "ana", "Ana", "failed", "Sin papel", NOW),
            Job("other", "eva", "Eva", "failed", "", NOW),
        )
        rows = desk_status.print_rows(jobs, PLACE)
        assert [row.can_retry for row in rows] == [False, False, True]
        assert rows[1].detail == "09:35 · Sin papel"
        assert [row.state.text for row in rows] == ["Esperando", "No salió", "No salió"]

    def test_the_top_bar_follows_language_and_clock(self):
        texts.use("en")
        top = desk_status.top_state(PLACE, NOW)
        assert (top.event, top.clock, top.language) == ("Event", "09:35", "en")


class TestState:
    def test_the_whole_state_is_made_of_the_model(self):
        model = DeskModel(
            mode=CardMode.PERSON,
            query="ana",
            found=(Found(ANA, (PAID,)),),
            chosen=chosen(),
            problem=lambda: "La impresora no responde.",
            message=lambda: "Listo.",
        )
        state = desk_states.state_of(model, PLACE, NOW)
        assert state.card is not None
        assert state.card.name == "Ana Quiroga"
        assert state.search.rows[0].name_hits == ((0, 3),)
        assert (state.banner, state.search.message) == ("La impresora no responde.", "Listo.")
        assert state.already is None

    def test_screen_02_is_made_only_when_it_is_open(self):
        model = DeskModel(page=Page.ALREADY, chosen=chosen(checked_in=VISIT))
        assert desk_states.state_of(model, PLACE, NOW).already is not None

    @pytest.mark.parametrize(("kind", "icon"), [("undo", "undo-2"), ("override", "printer")])
    def test_a_question_names_the_person_and_offers_three_reasons(self, kind, icon):
        model = DeskModel(question=Question(kind, "Ana", NOW, "e", 1))
        reason = desk_states.state_of(model, PLACE, NOW).reason
        assert reason is not None
        assert "Ana" in reason.title
        assert len(reason.options) == 3
        assert (reason.icon, reason.chosen) == (icon, 1)

    @pytest.mark.parametrize(
        ("why", "organisation", "words"),
        [
            (SAME_NAME, "cert", "Mismo nombre y organización"),
            (SAME_NAME, "otra", "Mismo nombre"),
            (SAME_EMAIL, "cert", "Mismo correo"),
            (SIMILAR_NAME, "", "Nombre parecido"),
            (SIMILAR_NAME, "CERT", "Nombre parecido y misma organización"),
        ],
    )
    def test_a_candidate_says_why_it_is_one(self, why, organisation, words):
        walk_in = WalkInModel(similar=((Found(ANA, (PAID,)), why),), organisation=organisation)
        state = desk_states.state_of(DeskModel(walk_in=walk_in), PLACE, NOW).walk_in
        assert state.candidates[0].why == words
        assert state.blocked

    def test_an_answered_candidate_asks_no_more(self):
        walk_in = WalkInModel(
            similar=((Found(ANA, (PAID,)), SAME_NAME),), cleared=frozenset({"ana"})
        )
        assert not desk_states.state_of(DeskModel(walk_in=walk_in), PLACE, NOW).walk_in.blocked

    @pytest.mark.parametrize("lang", texts.LANGUAGES)
    def test_the_forms_offer_countries_in_order_of_the_language(self, lang):
        texts.use(lang)
        offered = desk_states.choices(PLACE, ())
        names = {o.value: o.label for o in offered.countries}
        assert names["BR"] == ("Brazil" if lang == "en" else "Brasil")
        assert "EU" not in names
        assert len(names) > 240
        assert [o.value for o in offered.roles] == ["attendee", "speaker", "press", "sponsor"]
