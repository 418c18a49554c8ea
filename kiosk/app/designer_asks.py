"""The designer's questions in the language in force, and what a typed name stands for."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.texts import _
from kiosk.ui.designer.state import Ask, QuestionState


def name_asked(title: str, hint: Callable[[], str] | None = None) -> Callable[[], QuestionState]:
    """Under which name to save."""

    def ask() -> QuestionState:
        answers = ((Ask.STAY, _("Cancelar")), (Ask.SAVE, _("Guardar")))
        return QuestionState(_("Guardar con el nombre"), answers, title, hint() if hint else "")

    return ask


def no_name() -> str:
    """Said where nothing usable was typed."""
    return _("Escriba un nombre con letras o números.")


def replace_asked(name: str) -> Callable[[], QuestionState]:
    """Whether a layout that is there is to be overwritten."""

    def ask() -> QuestionState:
        answers = ((Ask.STAY, _("Cancelar")), (Ask.REPLACE, _("Reemplazar")))
        return QuestionState(_("Ya hay un diseño «{name}». ¿Reemplazarlo?", name=name), answers)

    return ask


def leave_asked(name: str) -> Callable[[], QuestionState]:
    """What becomes of changes that are not saved."""

    def ask() -> QuestionState:
        answers = (
            (Ask.DISCARD, _("Descartar")),
            (Ask.STAY, _("Seguir editando")),
            (Ask.SAVE, _("Guardar")),
        )
        return QuestionState(_("Hay cambios sin guardar en «{name}».", name=name), answers)

    return ask
