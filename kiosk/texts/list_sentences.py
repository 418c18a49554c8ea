"""What is said of an invitation list that is old, and of an invitation taken back; decides nothing.

An old list is trusted neither to admit nor to refuse, so the sentence tells what it says and
leaves the answer to whoever is asked.
"""

from __future__ import annotations

from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.verdict import Reason, Verdict
from kiosk.texts.catalog import N_

WITHDRAWN = N_("INVITACIÓN RETIRADA")
"""The headline in the place of "not on the list", where the list may well name the person."""


def by_list(verdict: Verdict, checkpoint: Checkpoint) -> str | None:
    """The sentence of a refusal that hangs on the invitation list, None for all others."""
    params = verdict.params
    if verdict.reason is Reason.STALE_LIST and "listed" in params:
        return _stale(listed=bool(params["listed"]), dated=bool(params.get("list_at")))
    if verdict.reason is not Reason.NOT_INVITED:
        return None
    if params.get("withdrawn"):
        return N_("Se le retiró la invitación a {room}.")
    if checkpoint.kind is not Kind.ROOM:
        return None
    if params.get("list_at"):
        return N_("La reunión es por invitación y su nombre no figura en la lista {list_when}.")
    return N_("La reunión es por invitación y su nombre no figura en la lista.")


def _stale(*, listed: bool, dated: bool) -> str:
    if not dated:
        return N_("En esta estación no se cargó ninguna lista de invitados de {room}.")
    if listed:
        return N_("Figura en la lista {list_when}, que ya no es confiable.")
    return N_("No figura en la lista {list_when}, que ya no es confiable.")
