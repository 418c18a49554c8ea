"""`kiosk scan`: headless check-in by the use case of the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import scan_stream
from kiosk.cli.help import Command
from kiosk.cli.options import At, CheckpointId, JsonFlag, clean
from kiosk.cli.output import line, write_json
from kiosk.cli.scan_answers import answers_of_options, require_questions
from kiosk.cli.scan_request import Defaults, request_of
from kiosk.cli.session import asked_sources, shared
from kiosk.cli.verdict_text import verdict_line
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

if TYPE_CHECKING:
    from kiosk.cli.scan_stream import Recorder
    from kiosk.services.check_in import ScanOutcome
    from kiosk.services.context import Context


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("scan", cls=Command, help=N_("Acredita o admite por código, como las pantallas."))(
        scan
    )


def scan(
    command: typer.Context,
    *,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help=N_("Códigos leídos."))
    ] = None,
    checkpoint: CheckpointId = "",
    leave: Annotated[
        bool, typer.Option("--exit", help=N_("Es una salida, no un ingreso."))
    ] = False,
    at: At = None,
    operator: Annotated[
        str, typer.Option("--operator", metavar="NAME", help=N_("Quién atiende."))
    ] = "",
    override: Annotated[
        str | None,
        typer.Option(
            "--override", metavar="REASON", help=N_("Admite por excepción, con este motivo.")
        ),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="ID=TEXT",
            help=N_("Responde una pregunta, por su id o su clave; se puede repetir."),
        ),
    ] = None,
    ask_source: Annotated[
        bool,
        typer.Option(
            "--ask-source", help=N_("Pregunta a las fuentes por un código que aquí nadie conoce.")
        ),
    ] = False,
    stdin: Annotated[
        bool,
        typer.Option(
            "--stdin", help=N_("Lee un objeto JSON por línea; responde una línea por cada uno.")
        ),
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Record one scan a code; exit 1 where anyone was refused."""
    defaults = Defaults(
        checkpoint=checkpoint,
        direction="exit" if leave else "entry",
        at=at,
        operator=clean(operator),
        override=None if override is None else clean(override),
        answers=answers_of_options(answer or []),
    )
    if stdin == bool(codes):
        raise WrongUseError(N_("Indique códigos o --stdin, una de las dos cosas."))
    with shared(command) as context, asked_sources(context, wanted=ask_source) as asked:
        require_questions(defaults.answers, context.event.catalogue.questions)
        record = scan_stream.recorder(asked)
        if stdin:
            all_admitted = scan_stream.answer_stream(context, defaults, record, as_json=json)
        else:
            all_admitted = _answer_codes(context, codes or [], defaults, record, as_json=json)
    if not all_admitted:
        raise typer.Exit(1)


def _answer_codes(
    context: Context,
    codes: list[str],
    defaults: Defaults,
    record: Recorder,
    *,
    as_json: bool,
) -> bool:
    """Scan each code in turn; a text line appears as soon as it is decided."""
    from kiosk.services.answer import scan_answer

    outcomes: list[ScanOutcome] = []
    for code in codes:
        request = request_of({"code": code}, defaults, context.event.timezone)
        outcome = record(context, request)
        outcomes.append(outcome)
        if not as_json:
            line(verdict_line(context, outcome))
    if as_json:
        answers = [scan_answer(context, outcome) for outcome in outcomes]
        write_json(answers[0] if len(answers) == 1 else answers)
    return all(outcome.verdict.admitted for outcome in outcomes)
