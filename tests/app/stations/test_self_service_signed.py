"""Self-service when a signed ticket is scanned that the list does not know yet."""

import pytest

from kiosk import texts
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.people import Person, Ticket
from kiosk.services.check_in import ScanRequest, scan
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.texts import LANGUAGES
from kiosk.ui.self_service.state import ConfirmState, HelpState

VALID = {"es": "es válida", "pt": "é válido", "en": "is valid"}


@pytest.fixture
def catalogue(signer):
    return Catalogue(products=(Product("1", {"es": "Presencial"}),), keys=(signer.key(),))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_good_one_is_sent_to_the_desk_kindly_and_with_a_number(kiosk, signer, lang: str) -> None:
    kiosk.view.idle.switch.choose(lang)
    desk = {"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"}[lang]
    assert kiosk.scan(signer.sign()) == HelpState(desk, "H-1", valid=True)
    assert VALID[lang] in kiosk.view.help.body.text
    assert texts.current() == lang


def test_no_entry_is_recorded_and_the_desk_sees_why(kiosk, signer):
    kiosk.scan(signer.sign())
    (entry,) = kiosk.world.entries()
    assert str(entry.kind) == "answered"
    assert entry.payload == {"help": "H-1", "reason": "signed"}
    assert entry.person_id is None
    assert kiosk.queued == []


def test_the_desk_then_records_it(kiosk, signer):
    kiosk.scan(signer.sign())
    request = ScanRequest(signer.sign(), "main")
    outcome = kiosk.world.ask(lambda ctx: scan(ctx, request))
    assert outcome.verdict.admitted
    assert kiosk.world.kinds() == ["answered", "admitted"]


def test_a_used_or_forged_one_is_refused_as_any_other(kiosk, signer):
    kiosk.world.ask(lambda ctx: scan(ctx, ScanRequest(signer.sign(), "main")))
    assert kiosk.scan(signer.sign()) == HelpState("la mesa 3", "H-1")
    assert kiosk.scan(signer.sign(key="theirs")) == HelpState("la mesa 3", "H-2")
    assert kiosk.world.kinds() == ["admitted", "refused", "answered", "refused", "answered"]


def test_the_kind_sentence_does_not_stay_for_the_next_person(kiosk, signer):
    kiosk.scan(signer.sign())
    kiosk.controller.to_idle()
    kiosk.scan("nobody's code")
    assert "válida" not in kiosk.view.help.body.text


def test_another_language_keeps_the_sentence_and_the_number(kiosk, signer):
    kiosk.scan(signer.sign())
    kiosk.view.language_chosen.emit("en")
    assert kiosk.state == HelpState("desk 3", "H-1", valid=True)
    assert VALID["en"] in kiosk.view.help.body.text


def test_once_the_list_knows_the_code_its_person_is_greeted(kiosk, signer):
    kiosk.scan(signer.sign())

    def job(ctx):
        with writing(ctx.db):
            put_person(ctx.db, Person("pia", "Pía", "Rey"), source="file", source_ref="pia")
            put_ticket(ctx.db, Ticket("t-pia", "pia", signer.sign()))

    kiosk.world.ask(job)
    assert isinstance(kiosk.scan(signer.sign()), ConfirmState)
