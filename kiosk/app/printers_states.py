"""The set-up of printers as a state, in the language in force; decides and asks nothing."""

from __future__ import annotations

from kiosk.app.desk_model import Place
from kiosk.app.prints_model import SetUpModel
from kiosk.domain.remote_print import remote_of
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services.printing import FoundPrinter
from kiosk.texts import _, current, translate
from kiosk.texts.explain import error_text
from kiosk.texts.formats import localised
from kiosk.ui.printing.state import FoundRow, SetUpState
from kiosk.ui.widgets.chip import ChipData, Tone


def set_up_state(model: SetUpModel, place: Place) -> SetUpState:
    """The page that the set-up has come to."""
    printers = place.station.printers
    others = ((one.id, one.title) for one in printers if one.id != model.editing)
    lang = current()
    return SetUpState(
        found=tuple(found_row(one) for one in model.found),
        looking=model.looking,
        asking=model.asking,
        problem=error_text(model.problem) if model.problem else "",
        chosen=model.chosen,
        title=model.title or _("Agregar impresora"),
        light=light_chip(model.status) if model.status else None,
        layouts=tuple((name, name) for name in model.layouts),
        roles=tuple((role.id, localised(role.label, lang)) for role in place.event.roles),
        others=tuple(others),
        can_remove=bool(model.editing) and len(printers) > 1,
        serial=model.serial,
        form=model.form,
    )


def found_row(one: FoundPrinter) -> FoundRow:
    """A printer that can be chosen, with what it says of itself."""
    status = PrinterStatus(one.ready, one.reason, one.name, one.said)
    where = _("PDF en la carpeta del perfil") if one.uri == "folder:" else one.uri
    if remote_of(one.uri) is not None:
        where = _("La imprime la otra estación, con su lista y su papel")
    name = _("Carpeta de PDF") if one.uri == "folder:" else one.name or one.uri
    return FoundRow(one.uri, name, where, light_chip(status))


def light_chip(status: PrinterStatus) -> ChipData:
    """A printer's own word in a chip: ready, or its trouble."""
    if status.ready:
        return ChipData(_("Lista"), Tone.OK, "check")
    words = translate(status.reason) or _("No está lista")
    return ChipData(words.rstrip("."), Tone.WARN, "triangle-alert")
