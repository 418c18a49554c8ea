"""Scans that come one JSON object a line; every line is answered by one line, in order.

A line that cannot be read or decided is answered with status "error" and does not stop the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from kiosk.cli import output
from kiosk.cli.scan_request import Defaults, parse, request_of
from kiosk.cli.verdict_text import verdict_line
from kiosk.domain.errors import FailureError, KnownError
from kiosk.texts import LANGUAGES, N_, _, current

if TYPE_CHECKING:
    from kiosk.services.check_in import ScanOutcome, ScanRequest
    from kiosk.services.context import Context
    from kiosk.sources.interface import Source

    Recorder = Callable[[Context, ScanRequest], ScanOutcome]
    """Decides one scan and records it."""

LONGEST_LINE = 256 * 1024
"""Bytes of one line of input; a longer one is answered as an error, so memory stays bounded."""
_BETWEEN = 0.2
"""Seconds for the other stations between two lines, at most."""


def recorder(asked: Sequence[Source]) -> Recorder:
    """How scans are recorded: as the screens do, or after asking those sources for a code."""
    if not asked:
        from kiosk.services.check_in import scan

        return scan
    from kiosk.services.look_up import scan_asking

    return lambda context, request: scan_asking(context, request, asked)


def answer_stream(context: Context, defaults: Defaults, record: Recorder, *, as_json: bool) -> bool:
    """Answer each line of stdin at once; True where every one was admitted."""
    all_admitted = True
    for number, raw in enumerate(_lines(sys.stdin.buffer), start=1):
        _share(context)
        admitted, text = _answer(context, defaults, record, raw, number=number, as_json=as_json)
        output.line(text)
        _share(context)
        all_admitted = all_admitted and admitted
    return all_admitted


def _share(context: Context) -> None:
    """Hear of the others and tell them, between two people; a stream may last all day."""
    if context.hub is None:
        return
    from kiosk.services.hub_brief import catch_up

    catch_up(context, _BETWEEN)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines without their ends; None for one that is longer than LONGEST_LINE."""
    while raw := stream.readline(LONGEST_LINE):
        if raw.endswith(b"\n") or len(raw) < LONGEST_LINE:
            yield raw.rstrip(b"\r\n")
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST_LINE)
        yield None


def _answer(
    context: Context,
    defaults: Defaults,
    record: Recorder,
    raw: bytes | None,
    *,
    number: int,
    as_json: bool,
) -> tuple[bool, str]:
    try:
        return _decide(context, defaults, record, raw, as_json=as_json)
    except KnownError as error:
        return False, _refusal(error, number, as_json=as_json)
    except Exception as error:  # noqa: BLE001  the outermost layer of one line: the rest must be answered
        from kiosk.cli.errors import log

        path = log(error, context.folder)
        known = FailureError(N_("Error interno; los detalles están en {path}."), path=path)
        return False, _refusal(known, number, as_json=as_json)


def _decide(
    context: Context, defaults: Defaults, record: Recorder, raw: bytes | None, *, as_json: bool
) -> tuple[bool, str]:
    from kiosk.services.answer import scan_answer

    request = request_of(parse(raw), defaults, context.event.timezone)
    outcome = record(context, request)
    text = _compact(scan_answer(context, outcome)) if as_json else verdict_line(context, outcome)
    return outcome.verdict.admitted, text


def _refusal(error: KnownError, number: int, *, as_json: bool) -> str:
    from kiosk.texts.explain import error_text

    if not as_json:
        return _("Línea {number}: {text}", number=number, text=error_text(error, current()))
    return _compact(
        {
            "status": "error",
            "reason": "error",
            "line": number,
            "explanation": {lang: error_text(error, lang) for lang in LANGUAGES},
        }
    )


def _compact(value: object) -> str:
    return output.as_json(value, indent=None)
