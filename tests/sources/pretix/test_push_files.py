"""Files that answer questions go to pretix before the check-in that they belong to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.domain.delivery import Delivery, PushJob, PushKind
from kiosk.sources.pretix import uploads
from tests.sources.pretix.shop_pages import EVENT, ORGANIZER
from tests.sources.scripted_server import Say, ScriptedServer

REDEEM, UPLOAD = f"{ORGANIZER}checkinrpc/redeem/", "/api/v1/upload"
NAMED = Say(201, {"id": "file:1234"})
PNG = b"\x89PNG\r\n"


@pytest.fixture
def server():
    made = ScriptedServer()
    made.on(REDEEM, Say(201, {"status": "ok"}))
    made.on(UPLOAD, NAMED)
    rows = [{"id": 7, "type": "F", "question": "Foto"}, {"id": 8, "type": "S", "question": "Menú"}]
    made.on(f"{EVENT}questions/", Say(200, {"count": 2, "next": None, "results": rows}))
    yield made
    made.stop()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "Pasaporte de Ana.PNG"
    path.write_bytes(PNG)
    return path


def pushed(source, *answers):
    """The receipts of check-ins with those answers."""
    jobs = [
        PushJob(
            entry_id=f"entry-{number}",
            kind=PushKind.CHECK_IN,
            at=datetime(2026, 11, 21, 12, tzinfo=UTC),
            code="secret",
            source_id="LFJPA-1",
            list_ref="pretix:lacnic46/1",
            answers=each,
        )
        for number, each in enumerate(answers)
    ]
    return list(source.push(jobs))


def asked(server, path):
    return [one for one in server.asked if one.path == path]


def test_the_file_goes_first_and_its_word_with_the_check_in(server, source, photo):
    (receipt,) = pushed(source, {"7": str(photo), "8": "file:/not/a/file"})

    assert receipt.delivery is Delivery.ACCEPTED
    (sent,) = asked(server, UPLOAD)
    assert (sent.body, sent.headers["content-type"]) == (PNG, "image/png")
    assert sent.headers["content-disposition"] == 'attachment; filename="answer.png"'
    assert sent.headers["authorization"] == f"Device {'t' * 64}"
    (redeemed,) = asked(server, REDEEM)
    assert redeemed.json["answers"] == {"7": "file:1234", "8": "file:/not/a/file"}


def test_questions_are_asked_for_once_and_only_with_answers(server, source, photo):
    pushed(source, {}, {"7": str(photo)}, {"7": str(photo)}, {"7": ""}, {"7": "file:known"})

    assert len(asked(server, f"{EVENT}questions/")) == 1
    assert len(asked(server, UPLOAD)) == 2
    assert [one.json["answers"].get("7") for one in asked(server, REDEEM)] == [
        None,
        "file:1234",
        "file:1234",
        "",
        "file:known",
    ]


@pytest.mark.parametrize("name", ["gone.png", "folder.png", "x\0.png", "page.html", "none"])
def test_a_file_that_cannot_be_sent_is_refused_with_its_name_and_holds_nothing_up(
    server, source, tmp_path, name
):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "page.html").write_text("<html>")

    refused, fine = pushed(source, {"7": f"{tmp_path}/{name}"}, {"8": "x"})

    assert (refused.delivery, fine.delivery) == (Delivery.REFUSED, Delivery.ACCEPTED)
    assert name in refused.words
    assert str(tmp_path) not in refused.words
    assert asked(server, UPLOAD) == []


def test_a_file_that_is_too_large_is_refused(server, source, photo, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", len(PNG) - 1)

    (receipt,) = pushed(source, {"7": str(photo)})

    assert receipt.delivery is Delivery.REFUSED
    assert photo.name in receipt.words
    assert asked(server, UPLOAD) == []


def test_what_pretix_says_of_the_file_is_kept(server, source, photo):
    server.on(UPLOAD, Say(400, ["The file is not a valid image."]))

    (receipt,) = pushed(source, {"7": str(photo)})

    assert (receipt.delivery, receipt.status) == (Delivery.REFUSED, 400)
    assert receipt.words == "The file is not a valid image."
    assert asked(server, REDEEM) == []


@pytest.mark.parametrize(
    "answer",
    [Say(500), Say(502, b"<html>"), Say(201, b"[]"), Say(201, {"id": 7}), Say(201, {}), Say(cut=0)],
    ids=["500", "502", "list", "number", "nothing", "cut"],
)
def test_a_server_that_does_not_take_it_now_gets_it_later(server, source, photo, answer):
    server.on(UPLOAD, answer)

    (receipt,) = pushed(source, {"7": str(photo)})

    assert receipt.delivery is Delivery.WAITING
    assert asked(server, REDEEM) == []


def test_a_token_that_sees_no_questions_still_gives_back(server, source):
    server.on(f"{EVENT}questions/", Say(403, {"detail": "no"}))

    (receipt,) = pushed(source, {"8": "x"})

    assert receipt.delivery is Delivery.ACCEPTED
