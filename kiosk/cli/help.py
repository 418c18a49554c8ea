"""Help pages in the user's language: typer's classes with our headings; runs no command.

The help of commands and options is marked with N_() and translated when a page is drawn, so that
the language may still be chosen by an option of the same command line.
"""

from __future__ import annotations

import difflib
from typing import Any

from typer.core import TyperCommand, TyperGroup

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _

_HELP_OPTION = "Show this message and exit."
_HEADINGS = {
    "argument": N_("Argumentos"),
    "option": N_("Opciones"),
}


def _record(param: Any, ctx: Any) -> tuple[str, str] | None:  # noqa: ANN401  typer hides the class
    """The left and right column of one parameter, or None where it is hidden."""
    record = param.get_help_record(ctx)
    if record is None:
        return None
    left = record[0]
    if param.param_type_name == "argument":
        left = param.metavar or param.name.upper()
    text = getattr(param, "help", "") or ""
    if text == _HELP_OPTION:
        return left, _("Muestra esta ayuda.")
    text = _(text) if text else ""
    if param.required:
        text = " ".join((text, _("[obligatorio]"))).strip()
    return left, text


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  as above
    pieces = [
        piece.replace("[OPTIONS]", _("[OPCIONES]")).replace(
            "COMMAND [ARGS]...", _("ORDEN [ARGUMENTOS]...")
        )
        for piece in command.collect_usage_pieces(ctx)
    ]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Uso: "))


def _write_options(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  as above
    for kind, heading in _HEADINGS.items():
        records = [
            record
            for param in command.get_params(ctx)
            if param.param_type_name == kind and (record := _record(param, ctx))
        ]
        if records:
            with formatter.section(_(heading)):
                formatter.write_dl(records)


def _write_text(command: Any, formatter: Any) -> None:  # noqa: ANN401  as above
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(command.help))


class Command(TyperCommand):
    """A command whose help page speaks the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  typer hides the class
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002  as above
        """Write what the command does."""
        _write_text(self, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  as above
        """Write arguments and options."""
        _write_options(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help page speaks the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  typer hides the class
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002  as above
        """Write what the group is for."""
        _write_text(self, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  as above
        """Write options and commands."""
        _write_options(self, ctx, formatter)
        rows = [
            (name, _(command.help))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden and command.help
        ]
        if rows:
            with formatter.section(_("Órdenes")):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  as above
        """Find the command; WrongUseError names the nearest ones where it does not exist."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = difflib.get_close_matches(name, list(self.commands), n=3)
            if near:
                raise WrongUseError(
                    N_("No existe la orden «{name}». ¿Quiso decir {near}?"),
                    name=name,
                    near=", ".join(near),
                )
            raise WrongUseError(
                N_("No existe la orden «{name}». Vea las que hay con {command} --help."),
                name=name,
                command=ctx.command_path,
            )
        return super().resolve_command(ctx, args)
