"""Messages of one request: when it is over, what silence means, and the numbers they bear."""

from __future__ import annotations

import asyncio

import pytest
from nats.aio.msg import Msg
from nats.errors import NotJSMessageError

from kiosk.hub.nats_reader import _Answer, seq_of
from tests.hub.lab import Lab, entry
from tests.patience import until

REPLY = "_INBOX.1"
V1 = "$JS.ACK.CI_e1.S01.1.{seq}.7.1790000000000000000.3"
V2 = "$JS.ACK.hubA.ACCHASH.CI_e1.S01.1.{seq}.7.1790000000000000000.3.rnd"
NO_DOMAIN = "$JS.ACK._.ACCHASH.CI_e1.S01.1.{seq}.7.1790000000000000000.3"


def message(reply: str = "", subject: str = "ci.e1.log.S01.x", **headers: str) -> Msg:
    return Msg(None, subject=subject, reply=reply, data=b"", headers=headers or None)


def status(code: str, reply: str = REPLY) -> Msg:
    return message(subject=reply, Status=code)


@pytest.mark.parametrize("reply", [V1, V2, NO_DOMAIN])
@pytest.mark.parametrize("seq", [1, 999_999_999])
def test_the_number_is_the_one_that_the_library_reads(reply, seq):
    one = message(reply.format(seq=seq))

    assert seq_of(one) == seq == one.metadata.sequence.stream


@pytest.mark.parametrize("reply", ["", "_INBOX.x", "$JS.ACK.too.short", V1 + ".x"])
def test_what_comes_from_no_stream_has_no_number(reply):
    with pytest.raises(NotJSMessageError):
        seq_of(message(reply.format(seq=1)))


async def ends(answer: _Answer, patience: float = 5) -> bool:
    return await answer.ended(patience)


def test_it_is_over_with_the_last_message_that_was_asked_for():
    answer = _Answer(REPLY, 2)
    one, other = message(V1.format(seq=1)), message(V1.format(seq=2))
    answer.take(one)
    answer.take(other)

    assert asyncio.run(ends(answer))
    assert answer.drain() == [one, other]
    assert answer.drain() == []


@pytest.mark.parametrize("code", ["404", "408"])
def test_or_when_the_server_says_that_there_is_no_more(code):
    answer = _Answer(REPLY, 9)
    answer.take(message(V1.format(seq=1)))
    answer.take(status(code))

    assert asyncio.run(ends(answer))
    assert len(answer.drain()) == 1


def test_what_is_said_of_a_former_request_ends_nothing():
    answer = _Answer(REPLY, 9)
    answer.take(status("404", "_INBOX.0"))

    with pytest.raises(TimeoutError):
        asyncio.run(ends(answer, 0.01))


def test_a_refusal_is_no_silence_but_a_failure():
    answer = _Answer(REPLY, 9)
    answer.take(status("409"))

    with pytest.raises(TimeoutError, match="409"):
        asyncio.run(ends(answer))


def test_over_a_slow_line_a_part_is_given_and_the_rest_waited_for():
    first, second = message(V1.format(seq=1)), message(V1.format(seq=2))

    async def slowly() -> None:
        answer = _Answer(REPLY, 3)
        answer.take(first)
        assert not await answer.ended(0.01)
        assert answer.drain() == [first]
        with pytest.raises(TimeoutError):
            await answer.ended(0.01)
        answer.take(second)
        answer.take(status("404"))
        assert await answer.ended(5)
        assert answer.drain() == [second]

    asyncio.run(slowly())


def test_pieces_of_any_size_are_read_on_without_a_gap(lab: Lab):
    hub, reader = lab.hub("S01"), lab.hub("S02")
    end = until(lambda: reader.survey(2)).last_seq
    for number in range(25):
        hub.publish(entry(f"on-{number}", f"ON{number}", "log"), 5)

    cursor, found = end, []
    for limit in (1, 2, 7, 1000, 1000):
        messages = reader.events_from(cursor, limit, 0.2)
        found += messages
        cursor = found[-1].seq

    assert [one.entry_id for one in found] == [f"on-{number}" for number in range(25)]
    assert [one.seq for one in found] == list(range(end + 1, end + 26))
