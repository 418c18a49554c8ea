"""A file that answers a question at the door is kept by a real pretix with the answer."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from typing import Any

import pytest
from ledger import positions
from PIL import Image
from pretix_server import PretixServer
from station import Station

pytestmark = pytest.mark.real

SLUG = DEVICE = "files"


@pytest.fixture(scope="module")
def photo_question(server: PretixServer) -> str:
    """A question that is answered with a file, asked of whoever has a plain ticket."""
    body = {
        "question": {"es": "¿Foto?"},
        "identifier": "PHOTO",
        "type": "F",
        "required": False,
        "items": [server.state[SLUG]["items"]["talk"]],
        "ask_during_checkin": True,
        "position": 9,
    }
    status, made = server.call("POST", f"events/{SLUG}/questions/", body)
    assert status == 201, made
    return str(made["id"])


@pytest.fixture(scope="module")
def desk(
    server: PretixServer, photo_question: str, tmp_path_factory: pytest.TempPathFactory
) -> Station:
    made = Station(tmp_path_factory.mktemp(SLUG) / DEVICE, SLUG)
    made.pair(server.url, server.state["pairing"][DEVICE], SLUG)
    made.sync()
    return made


def let_in(server: PretixServer, desk: Station, who: str, answers: dict[str, str]) -> None:
    checkpoint = f"pretix:{SLUG}/{server.state[SLUG]['lists']['multiple']}"
    code = f"{SLUG}-{who}-secret"
    (answer,) = desk.scan({"code": code, "checkpoint": checkpoint, "answers": answers})
    assert answer["status"] == "ok", answer


def answer_there(server: PretixServer, name: str, question: str) -> list[dict[str, Any]]:
    (position,) = [
        one for one in positions(server, SLUG).values() if one["attendee_name"] == f"{name} Prueba"
    ]
    return [one for one in position["answers"] if str(one["question"]) == question]


def test_the_picture_arrives_byte_by_byte(
    server: PretixServer, desk: Station, photo_question: str, tmp_path: Path
) -> None:
    picture = tmp_path / "Ana Prueba.png"
    Image.new("RGB", (40, 30), "teal").save(picture)
    let_in(server, desk, "ana", {photo_question: str(picture)})

    report = desk.sync()

    assert (report["pushed"]["accepted"], report["refused"]) == (1, [])
    (answer,) = answer_there(server, "Ana", photo_question)
    request = urllib.request.Request(answer["answer"].removeprefix("file://"))  # noqa: S310  our own server
    request.add_header("Authorization", f"Token {server.state['token']}")
    with urllib.request.urlopen(request, timeout=60) as there:  # noqa: S310  as above
        assert there.read() == picture.read_bytes()


def test_what_is_no_picture_or_gone_is_refused_and_can_be_mended(
    server: PretixServer, desk: Station, photo_question: str, tmp_path: Path
) -> None:
    false, gone = tmp_path / "false.png", tmp_path / "gone.png"
    false.write_bytes(b"no picture")
    let_in(server, desk, "bea", {photo_question: str(false)})
    let_in(server, desk, "dora", {photo_question: str(gone)})

    refused = {one["person"].split()[0]: one for one in desk.sync(code=1)["refused"]}

    assert refused["Bea"]["status"] == 400
    assert "gone.png" in refused["Dora"]["words"]
    Image.new("RGB", (4, 3), "teal").save(gone)
    desk.run("deliveries", "retry", refused["Dora"]["entry_id"])
    assert desk.sync()["pushed"]["accepted"] == 1
    assert len(answer_there(server, "Dora", photo_question)) == 1
