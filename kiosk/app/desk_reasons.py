"""The reasons that the desk offers, in the language in force; what is chosen is journalled."""

from __future__ import annotations

from kiosk.texts import _
from kiosk.ui.desk.state import Reasons


def undo_reasons() -> Reasons:
    """Why a check-in is taken back: words and consequence."""
    return (
        (_("Era otra persona"), _("Se eligió a la persona equivocada")),
        (_("Se retira"), _("No va a participar")),
        (_("Fue una prueba"), _("No cuenta en los totales")),
    )


def override_reasons() -> Reasons:
    """Why somebody is admitted all the same: words and detail."""
    return (
        (_("Pagó en la mesa"), _("Se entregó recibo")),
        (_("Mostró comprobante"), _("Falta que figure en la lista")),
        (_("Lo autoriza la organización"), _("Queda anotado quién lo acreditó")),
    )


def reprint_reasons() -> Reasons:
    """Why another badge is printed: words, kept in the journal, and consequence."""
    return (
        (_("Se dañó o salió mal"), _("Anula la anterior: guárdela o destrúyala")),
        (_("Se perdió"), _("Anula la anterior y avisa si alguien la usa")),
        (_("Corregir el nombre"), _("Abre los datos, imprime y anula la anterior")),
    )


def grant_reasons() -> Reasons:
    """Why somebody is invited on the spot: words, kept in the journal, and consequence."""
    return (
        (_("Lo pide quien organiza la sala"), _("Vale hasta que se retire")),
        (_("Faltaba en la lista"), _("Vale aunque la lista se cargue otra vez")),
        (_("Lo autoriza la organización"), _("Queda anotado quién invitó")),
    )


def withdraw_reasons() -> Reasons:
    """Why an invitation is taken back: words, kept in the journal, and consequence."""
    return (
        (_("Lo pide quien organiza la sala"), _("No entra aunque figure en la lista")),
        (_("Se invitó a otra persona"), _("Se eligió a la persona equivocada")),
        (_("Ya no participa"), _("Puede volver a invitarse")),
    )


def settle_reasons() -> Reasons:
    """Why an entry is no longer sent to its source: words, kept in the journal, and consequence."""
    return (
        (_("Se anotó a mano en el sistema"), _("Ya figura allí")),
        (_("El servidor tiene razón"), _("Aquí queda anotado igual")),
        (_("Lo autoriza la organización"), _("Queda anotado quién lo resolvió")),
    )
