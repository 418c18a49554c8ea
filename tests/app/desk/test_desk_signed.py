"""The desk when a signed ticket is scanned that the list does not know yet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.event import Event
from kiosk.domain.people import Person, Ticket
from kiosk.domain.questions import Question, QuestionType
from kiosk.store import journal
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.ui.desk.state import CardMode
from kiosk.ui.widgets.chip import Tone

SOLD = (
    Product("1", {"es": "Presencial", "en": "On site"}),
    Product("2", {"es": "Estudiante"}, attention=True, checkin_text="Pida el carné."),
    Product("3", {"es": "Becas"}),
)
ASKED = Question("7", {"es": "¿Documento?"}, QuestionType.YES_NO, required=True, products=("3",))


@pytest.fixture
def event(event: Event, signer) -> Event:
    """The same event, which sells three products by signed codes."""
    catalogue = Catalogue(SOLD, questions=(ASKED,), keys=(signer.key(),))
    return replace(event, catalogue=catalogue)


@pytest.fixture
def heard(desk):
    """What the sounds were asked for."""
    answers = []
    desk.controller.answered.connect(answers.append)
    return answers


def kinds(desk) -> list[str]:
    return desk.read(lambda ctx: [str(entry.kind) for entry in journal.read_after(ctx.db)])


def test_it_is_admitted_at_once_and_the_desk_says_that_no_badge_can_be_made(desk, heard, signer):
    desk.scan(signer.sign())
    assert kinds(desk) == ["admitted"]
    assert heard == ["ok"]
    assert desk.message.startswith("Presencial · entrada firmada: ingreso registrado.")
    assert "F4" in desk.message
    assert desk.view._state.search.message_tone is Tone.WARN
    assert desk.mode is CardMode.EMPTY
    assert desk.controller.model.counts.checked_in == 1


@pytest.mark.parametrize(("lang", "first"), [("pt", "Presencial · ingresso"), ("en", "On site ·")])
def test_the_sentence_follows_the_language(desk, signer, lang: str, first: str) -> None:
    desk.scan(signer.sign())
    texts.use(lang)
    desk.controller.render()
    assert desk.message.startswith(first)
    assert "F4" in desk.message


def test_what_staff_should_know_of_the_product_comes_first(desk, signer):
    desk.scan(signer.sign(product=2))
    assert desk.message.startswith("Pida el carné. Estudiante · entrada firmada: ")


@pytest.mark.parametrize(
    ("prepare", "says", "wanted"),
    [
        pytest.param(1, {}, "Ya ingresó a Entrada principal", id="used"),
        pytest.param(0, {"product": 9}, "no conoce su producto (9)", id="unknown product"),
        pytest.param(0, {"not_after": 1}, "La inscripción venció", id="over"),
        pytest.param(0, {"key": "theirs"}, "no está en la lista", id="signed by others"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(desk, heard, signer, prepare, says, wanted) -> None:
    for _time in range(prepare):
        desk.scan(signer.sign(**says))
    desk.scan(signer.sign(**says))
    assert kinds(desk) == ["admitted"] * prepare + ["refused"]
    assert heard[-1] == "unknown"
    assert wanted in desk.message
    assert desk.message.endswith(".")
    assert desk.mode is CardMode.EMPTY


def test_a_question_cannot_be_asked_of_nobody_and_nothing_is_recorded(desk, heard, signer):
    desk.scan(signer.sign(product=3))
    assert kinds(desk) == []
    assert desk.message == (
        "Falta 1 respuesta para entrar a Entrada principal. La persona aún no está en la lista:"
        " para preguntarle, dé de alta con F4."
    )
    assert heard == ["unknown"]


def test_it_can_be_taken_back_as_the_last_check_in(desk, signer):
    desk.scan("code-jose")
    desk.press(Qt.Key.Key_Return)
    desk.scan(signer.sign())
    assert desk.view._state.search.undo.startswith("Entrada firmada, ")
    desk.press(Qt.Key.Key_F8)
    assert desk.mode is CardMode.REASON
    assert desk.view.reason.title.text() == "Deshacer la acreditación: Entrada firmada"
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Return)
    assert kinds(desk)[-1] == "undone"
    assert desk.message == "Acreditación deshecha: Entrada firmada."
    assert desk.view._state.search.undo.startswith("José Núñez Ibáñez, ")


def test_once_the_list_knows_the_code_the_card_opens_and_the_entry_counts(desk, signer):
    desk.scan(signer.sign())

    def put(ctx):
        with writing(ctx.db):
            put_person(ctx.db, Person("pia", "Pía", "Rey"), source="file", source_ref="pia")
            put_ticket(ctx.db, Ticket("t-pia", "pia", signer.sign()))

    desk.read(put)
    desk.scan(signer.sign())
    assert kinds(desk) == ["admitted", "refused"]
    assert desk.view._state.already is not None
