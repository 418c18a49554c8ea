"""The JSON answer that other programs read."""

from __future__ import annotations

import json

import pytest

from kiosk.domain.checkpoints import Level
from kiosk.domain.facts import Override
from kiosk.services.answer import scan_answer
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.context import Context

CONTRACT = {
    "status",
    "reason",
    "person",
    "ticket",
    "checkpoint",
    "direction",
    "at",
    "offline",
    "first_visit",
    "questions",
    "attention",
    "explanation",
    "next_step",
}


def answer(ctx: Context, text: str, checkpoint: str, **more: object) -> dict[str, object]:
    return scan_answer(ctx, scan(ctx, ScanRequest(text, checkpoint, **more)))


@pytest.mark.parametrize("text", ["code-of-ana", "code-of-eva", "nobody", ""])
def test_every_answer_has_all_keys_and_is_json(ctx: Context, text: str) -> None:
    found = answer(ctx, text, "main")

    assert set(found) >= CONTRACT
    assert json.loads(json.dumps(found)) == found


def test_an_admission(ctx: Context) -> None:
    found = answer(ctx, "code-of-ana", "main")

    assert (found["status"], found["reason"], found["offline"]) == ("ok", None, False)
    assert (found["checkpoint"], found["direction"]) == ("main", "entry")
    assert found["at"] == "2026-10-06T12:00:00.000Z"
    assert found["person"]["name"] == "Ana Silva"
    assert found["person"]["roles"] == ["speaker"]
    assert found["ticket"] == {
        "ticket_id": "t-ana",
        "state": "paid",
        "product": "",
        "source": "",
        "source_ref": "",
    }
    assert found["first_visit"] is None
    assert found["questions"] == []


def test_a_second_scan_names_the_first(ctx: Context, clock) -> None:
    answer(ctx, "code-of-ana", "main", operator="Rosa")
    clock.forward(minutes=5)

    found = answer(ctx, "code-of-ana", "main")

    assert (found["status"], found["reason"]) == ("error", "already_redeemed")
    assert found["first_visit"] == {
        "at": "2026-10-06T12:00:00.000Z",
        "station": "Mesa 1",
        "operator": "Rosa",
    }


def test_refusals_are_explained_in_three_languages(ctx: Context) -> None:
    found = answer(ctx, "code-of-jose", "csirt")

    for key in ("explanation", "next_step", "headline"):
        texts = {found[key][language] for language in ("es", "pt", "en")}
        assert len(texts) == 3
        assert all(texts)
    assert found["next_step"]["action"] == "go_to_desk"
    assert found["may_override"] == "supervisor"


def test_neither_codes_nor_mail_nor_notes_are_given_away(ctx: Context) -> None:
    text = json.dumps(answer(ctx, "code-of-ana", "main"))

    assert "code-of-ana" not in text
    assert "ana@nic.br" not in text


def test_an_unknown_code_has_no_person(ctx: Context) -> None:
    found = answer(ctx, "nobody", "main")

    assert (found["person"], found["ticket"], found["reason"]) == (None, None, "invalid")


def test_an_override_tells_what_it_overruled(ctx: Context) -> None:
    override = Override("Marta", "la espera el panel", Level.SUPERVISOR)

    found = answer(ctx, "code-of-jose", "csirt", override=override)

    assert (found["status"], found["reason"], found["overruled"]) == ("ok", None, "not_invited")
    assert found["overridden"] is True


def test_explaining_has_no_entry(ctx: Context) -> None:
    request = ScanRequest("code-of-jose", "csirt")

    explained = scan_answer(ctx, explain(ctx, request))
    recorded = scan_answer(ctx, scan(ctx, request))

    assert explained["entry_id"] is None
    assert recorded["entry_id"]
    assert explained | {"entry_id": ""} == recorded | {"entry_id": ""}
