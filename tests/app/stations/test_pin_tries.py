"""A PIN may be tried a few times; late answers count for nobody."""

import pytest

from kiosk import texts
from kiosk.app.pin_tries import MOST_TRIES, PAUSE_MS, PinTries


@pytest.fixture
def asked():
    return []


@pytest.fixture
def tries(qapp, asked):
    made = PinTries(lambda pin, answer: asked.append((pin, answer)))
    yield made
    made.pause.stop()


def answer(tries, asked, pin, *, fits):
    got = []
    tries.check(pin, got.append)
    asked[-1][1](fits)
    return got


def test_the_right_pin_answers_with_nothing_to_say(tries, asked):
    assert answer(tries, asked, "4711", fits=True) == [""]
    assert asked[0][0] == "4711"


def test_a_wrong_pin_answers_with_a_sentence(tries, asked):
    assert answer(tries, asked, "0000", fits=False) == ["Ese PIN no es."]
    texts.use("en")
    assert answer(tries, asked, "0000", fits=False) == ["That is not the PIN."]


def test_after_five_wrong_ones_nobody_is_even_asked(tries, asked):
    for _number in range(MOST_TRIES):
        answer(tries, asked, "0000", fits=False)
    assert tries.pause.isActive()
    assert tries.pause.interval() == PAUSE_MS
    got = []
    tries.check("4711", got.append)
    assert "Espere" in got[0]
    assert len(asked) == MOST_TRIES


def test_after_the_pause_there_are_five_new_tries(tries, asked):
    for _number in range(MOST_TRIES):
        answer(tries, asked, "0000", fits=False)
    tries.pause.stop()
    tries.pause.timeout.emit()
    for _number in range(MOST_TRIES - 1):
        answer(tries, asked, "0000", fits=False)
    assert not tries.pause.isActive()


def test_a_right_one_forgets_the_wrong_ones_before(tries, asked):
    for _number in range(MOST_TRIES - 1):
        answer(tries, asked, "0000", fits=False)
    answer(tries, asked, "4711", fits=True)
    answer(tries, asked, "0000", fits=False)
    assert not tries.pause.isActive()


def test_an_answer_for_a_screen_that_is_gone_is_dropped(tries, asked):
    got = []
    tries.check("4711", got.append)
    tries.forget()
    asked[0][1](True)
    assert got == []


def test_only_the_newest_question_is_answered(tries, asked):
    first, second = [], []
    tries.check("1111", first.append)
    tries.check("4711", second.append)
    asked[0][1](True)
    asked[1][1](True)
    assert (first, second) == ([], [""])


def test_without_a_pin_nothing_fits(qapp):
    got = []
    PinTries(None).check("", got.append)
    assert got == ["Esta estación no tiene PIN."]
