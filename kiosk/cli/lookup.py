"""Finds the person behind a code that was typed on the command line; records nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.options import clean
from kiosk.domain.errors import NotFoundError
from kiosk.texts import N_

if TYPE_CHECKING:
    from kiosk.services.context import Context


def person_of(context: Context, code: str) -> str:
    """The person of a ticket's or badge's code; NotFoundError where there is none or several."""
    from kiosk.services.identify import identify

    who = identify(context, clean(code))
    if who.person is not None:
        return who.person.person_id
    if who.signed:
        raise NotFoundError(
            N_("La firma del código es auténtica, pero esta estación todavía no sabe de quién es.")
        )
    if who.tickets:
        raise NotFoundError(N_("El código {code} es de varias personas."), code=clean(code))
    raise NotFoundError(N_("Nadie tiene el código {code}."), code=clean(code))
