"""Self-service asks nothing: whoever still has to answer is sent to the desk, and told why."""

import pytest

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.questions import Question, QuestionType
from kiosk.services.check_in import ScanRequest, scan
from kiosk.texts import LANGUAGES
from kiosk.ui.self_service.state import ConfirmState, HelpState
from tests.app.stations.codes import ANA

CHECK = Question("1", {"es": "¿Documento?"}, QuestionType.YES_NO, required=True)
DESKS = {"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"}


@pytest.fixture
def catalogue():
    return Catalogue(questions=(CHECK,))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_what_is_missing_and_gives_a_number(kiosk, lang):
    kiosk.view.idle.switch.choose(lang)
    assert kiosk.scan(ANA) == HelpState(DESKS[lang], "H-1", asks=True)
    assert DESKS[lang].split()[-1] in kiosk.view.help.body.text
    assert "Ana" not in kiosk.view.help.body.text


def test_no_refusal_is_recorded_and_the_desk_sees_why(kiosk):
    kiosk.scan(ANA)
    (entry,) = kiosk.world.entries()
    assert (str(entry.kind), entry.person_id) == ("answered", "ana")
    assert entry.payload == {"help": "H-1", "reason": "questions"}


def test_another_language_keeps_the_sentence(kiosk):
    kiosk.scan(ANA)
    before = kiosk.view.help.body.text
    kiosk.view.language_chosen.emit("en")
    assert kiosk.state == HelpState("desk 3", "H-1", asks=True)
    assert kiosk.view.help.body.text != before


def test_whoever_answered_at_the_desk_is_greeted(kiosk):
    answered = ScanRequest(ANA, "lunch", answers={"1": "sí"})
    kiosk.world.ask(lambda ctx: scan(ctx, answered))
    assert isinstance(kiosk.scan(ANA), ConfirmState)


def test_a_question_that_comes_up_before_printing_stops_it(kiosk):
    def answer(text):
        request = ScanRequest(ANA, "lunch", answers={"1": text})
        kiosk.world.ask(lambda ctx: scan(ctx, request))

    answer("sí")
    kiosk.scan(ANA)
    kiosk.world.ask(lambda ctx: ctx.db.conn.execute("DELETE FROM answer") and None)
    assert kiosk.press_print() == HelpState("la mesa 3", "H-1", asks=True)
    assert kiosk.queued == []
    assert kiosk.world.kinds() == ["admitted", "answered"]
