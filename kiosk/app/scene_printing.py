"""The pictures of printing: a queue with all that can happen, and printers being set up."""

from __future__ import annotations

from dataclasses import replace

from kiosk.app.prints_jobs import TAKEN_OUT
from kiosk.app.stage import Stage
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.printing.backends.ipp import ABORTED_THERE
from kiosk.printing.layout import layout_names
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.find import search
from kiosk.services.print_outcome import NOT_PROVEN
from kiosk.services.printing import Batch
from kiosk.store import print_jobs
from kiosk.ui.printing.set_up_card import SetUpCard
from kiosk.ui.printing.state import FoundRow, PrinterForm, SetUpState
from kiosk.ui.widgets.chip import ChipData, Tone

PRINTERS = (
    Printer("mesa-1", "folder:", "Zebra Mesa 1", pool="mesas", labels=200, alert=20),
    Printer("mesa-2", "folder:", "Zebra Mesa 2", pool="mesas", labels=200),
)
_ENDS = {
    "Araújo": (JobState.DONE, "", ""),
    "Núñez Ibáñez": (JobState.UNKNOWN, NOT_PROVEN, ""),
    "Prado": (JobState.FAILED, ABORTED_THERE, "job-aborted: ribbon-out"),
    "Ñuflo": (JobState.WAITING, "", ""),
    "Quispe": (JobState.CANCELLED, TAKEN_OUT, ""),
}


def busy_queue(ctx: Context) -> None:
    """A job in each state that needs somebody, a batch half out, a printer that was paused."""
    for name, (state, reason, said) in _ENDS.items():
        found = search(ctx, name, 1)
        if found:
            job = printing.enqueue(ctx, found[0].person.person_id)
            print_jobs.change(ctx.db, replace(job, state=state, reason=reason, said=said))
    people = [one.person.person_id for one in search(ctx, "mar", 24)]
    printing.enqueue_piece(ctx, Batch("scene"), people, operator="Lucía R.")
    batch = [job for job in print_jobs.latest(ctx.db) if job.batch]
    for job in batch[:9]:
        print_jobs.change(ctx.db, replace(job, state=JobState.DONE))
    printing.set_labels(ctx, "mesa-1", 18)
    printing.pause(ctx, "mesa-2", "Lucía R.")


def open_page(stage: Stage) -> None:
    """Open the page of printing, with the names of those who are owed a badge."""
    stage.view.tab_chosen.emit("prints")
    stage.settle()
    stage.view.prints.printers.owed_opened.emit()
    stage.settle()


def found_printers() -> SetUpCard:
    """Printers to choose from, each with its own light."""
    ready = ChipData("Lista", Tone.OK, "check")
    empty = ChipData("Sin papel", Tone.WARN, "triangle-alert")
    rows = (
        FoundRow("folder:", "Carpeta de PDF", "PDF en la carpeta del perfil", ready),
        FoundRow("cups:zebra", "Zebra ZD421", "cups:zebra", ready),
        FoundRow("ipp://10.0.0.5", "HP LaserJet Recepción", "ipp://10.0.0.5/ipp/print", empty),
    )
    return _card(SetUpState(found=rows))


def one_printer() -> SetUpCard:
    """What is kept of one of them."""
    state = SetUpState(
        chosen="zpl://10.0.0.7:9100?dpi=203",
        title="Zebra Mesa 1",
        light=ChipData("Lista", Tone.OK, "check"),
        layouts=tuple((name, name) for name in layout_names()),
        others=(("mesa-2", "Zebra Mesa 2"),),
        can_remove=True,
        serial=1,
        form=PrinterForm("Zebra Mesa 1", "zebra-57x102", "", "mesas", "mesa-2", "200", "20"),
    )
    return _card(state)


def _card(state: SetUpState) -> SetUpCard:
    card = SetUpCard()
    card.retranslate()
    card.show_state(state)
    return card
