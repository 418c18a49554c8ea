"""The panel's documents as a state, in the language in force; makes none."""

from __future__ import annotations

from kiosk.app.desk_model import Place
from kiosk.app.documents_model import DocumentsModel
from kiosk.domain.checkpoints import Kind
from kiosk.services.documents import Written
from kiosk.texts import _, current, n_
from kiosk.texts.explain import error_text
from kiosk.texts.formats import localised
from kiosk.ui.dashboard.state import DocumentsState


def documents_state(model: DocumentsModel, place: Place) -> DocumentsState:
    """The card at that moment."""
    lang = current()
    places = (c for c in place.event.checkpoints if c.kind is not Kind.HANDOUT)
    return DocumentsState(
        form=model.form,
        places=tuple((one.id, localised(one.name, lang)) for one in places),
        folder=str(model.folder or ""),
        running=_running(model),
        done=model.done,
        total=model.total,
        stopping=model.stopping,
        saved=_saved(model.written) if model.written else "",
        problem=error_text(model.problem) if model.problem else "",
    )


def _running(model: DocumentsModel) -> str:
    if not model.what:
        return ""
    if model.stopping:
        return _("Cancelando…")
    if model.what == "report":
        return _("Se prepara el informe…")
    if not model.total:
        return _("Se cuenta la asistencia…")
    return _("Certificados: {done} de {total}", done=model.done, total=model.total)


def _saved(written: Written) -> str:
    name = written.files[0].name
    if "certificates" not in written.counts:
        return _("Guardado: {name}", name=name)
    made = written.counts["certificates"]
    return n_("{n} certificado en {name}", "{n} certificados en {name}", made, name=name)
