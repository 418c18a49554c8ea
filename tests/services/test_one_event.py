"""A profile is one event: what comes of codes, checkpoints and lists of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.cli.scan_request import Defaults, request_of
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.codes import badge_code, ticket_code
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.store import journal

THEIRS = ticket_code("LAC45", lambda _below: 4)
THEIR_BADGE = badge_code("LAC45", lambda _below: 4)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(THEIRS, "other_event", id="K07 a ticket of another event made here"),
        pytest.param(THEIRS.lower(), "other_event", id="K07 in lower case"),
        pytest.param(THEIR_BADGE, "other_event", id="K07 a badge of another event"),
        pytest.param(f"https://lacnic.net/t/{THEIRS}", "other_event", id="K07 in an address"),
        pytest.param(
            '{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
            "other_event",
            id="K07 a ticket of an Indico server",
        ),
        pytest.param("zd0bkaguk0e7iz5lvcgu2haoz0s7puly", "invalid", id="K07 a code that tells nothing"),
    ],
)  # fmt: skip
def test_a_code_of_another_event(ctx: Context, text: str, reason: str) -> None:
    outcome = scan(ctx, ScanRequest(text, "main"))

    assert str(outcome.verdict.reason) == reason
    (entry,) = journal.read_after(ctx.db)
    assert (entry.person_id, entry.ticket_id) == (None, None)
    assert text not in str(entry)


def test_k07_a_code_that_another_event_signed(ctx: Context, signer) -> None:
    ours = replace(ctx.event, catalogue=Catalogue(keys=(signer.key("ours"),)))

    outcome = scan(replace(ctx, event=ours), ScanRequest(signer.sign(key="theirs"), "main"))

    assert str(outcome.verdict.reason) == "invalid"


@pytest.mark.parametrize(
    ("station", "asked"),
    [
        pytest.param("", "", id="K05 no checkpoint"),
        pytest.param("main", "another", id="K08 an unknown checkpoint"),
        pytest.param("another", "", id="K08 a station at an unknown checkpoint"),
        pytest.param("main", "MAIN", id="K08 in another case"),
    ],
)
@pytest.mark.parametrize("action", [scan, explain])
def test_a_checkpoint_that_is_none_is_no_scan_at_all(
    ctx: Context, station: str, asked: str, action
) -> None:
    there = replace(ctx, station=replace(ctx.station, checkpoint=station))

    with pytest.raises(NotFoundError):
        action(there, ScanRequest("code-of-ana", asked))

    assert journal.read_after(ctx.db) == []


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"code": "code-of-ana"}, id="K05 no checkpoint"),
        pytest.param({"code": "code-of-ana", "checkpoint": ""}, id="K05 an empty one"),
        pytest.param(
            {"code": "code-of-ana", "checkpoint": ["main", "forum"]}, id="K06 two of them"
        ),
    ],
)
def test_a_request_names_one_checkpoint(ctx: Context, fields: dict[str, object]) -> None:
    with pytest.raises(WrongUseError):
        request_of(fields, Defaults(), ctx.event.timezone)
