"""The set-up of printers: looks for them, asks one that was typed, keeps it; prints test pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.app.prints_model import SetUpModel
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.services import printer_setup, printing, remote_printers
from kiosk.services.context import Context
from kiosk.services.printing import FoundPrinter, PrinterStatus
from kiosk.ui.printing.state import PrinterForm

if TYPE_CHECKING:
    from kiosk.app.desk_queue import DeskQueue

T = TypeVar("T")


class PrintersSetUp(QObject):
    """Belongs to the page of printing. `looking` is the worker that asks the network.

    Signal: kept(printers) when the station's printers are others from now on.
    """

    kept = Signal(object)

    def __init__(self, queue: DeskQueue) -> None:
        super().__init__(queue)
        self._queue = queue
        self._serial = 0
        self.looking: Worker[None] | None = None
        card = queue.desk.view.prints.set_up
        card.choose.looked_again.connect(self.look)
        card.choose.typed.connect(self.on_typed)
        card.choose.chosen.connect(self.on_chosen)
        card.printer.saved.connect(self.on_saved)
        card.printer.tried.connect(self.on_tried)
        card.printer.removed.connect(self.on_removed)

    @property
    def _model(self) -> SetUpModel | None:
        return self._queue.model.set_up

    def open(self) -> None:
        """Begin with a look at what there is."""
        self._queue.change(set_up=SetUpModel())
        self.look()

    def edit(self, printer_id: str) -> None:
        """Change what is kept of a printer of the station."""
        self._queue.change(set_up=SetUpModel(editing=printer_id))
        self._queue.desk.ask(_own, partial(self._on_own, printer_id), urgent=False)

    def close(self) -> None:
        """One page back: from a new printer to the choice, else to the list."""
        model = self._model
        new = model is not None and model.chosen and not model.editing
        self._queue.change(
            set_up=replace(model, chosen="", problem=None) if model and new else None
        )

    def look(self) -> None:
        """Look for printers at this computer and on the network; takes a second or two."""
        model = self._model
        if model is None or model.looking:
            return
        self._change(looking=True, problem=None)
        self._queue.desk.ask(_place, self._on_place, urgent=False)

    def on_typed(self, text: str) -> None:
        """Ask what is at that address."""
        if self._model is None or self._model.asking:
            return
        self._change(asking=True, problem=None)
        self._queue.desk.ask(_folder, partial(self._ask_typed, text), urgent=False)

    def on_chosen(self, uri: str) -> None:
        """Say what that printer is for."""
        model = self._model
        one = next((each for each in model.found if each.uri == uri), None) if model else None
        if one is not None:
            self._fill(one, PrinterForm(name=one.name))

    def on_saved(self, form: PrinterForm) -> None:
        """Keep the printer."""
        self._keep(form, test=False)

    def on_tried(self, form: PrinterForm) -> None:
        """Keep it, and print a page with rulers and a QR."""
        self._keep(form, test=True)

    def on_removed(self) -> None:
        """The station has this printer no more."""
        model = self._model
        if model is None:
            return
        gone = model.editing
        self._queue.desk.renew(lambda ctx: _without(ctx, gone), self._on_kept, self._on_problem)

    def _keep(self, form: PrinterForm, *, test: bool) -> None:
        model = self._model
        if model is None:
            return
        printer = _printer_of(form, model)
        before = model.editing
        self._change(problem=None)
        self._queue.desk.renew(
            lambda ctx: _with(ctx, printer, before, test=test), self._on_kept, self._on_problem
        )

    def _on_kept(self, ctx: Context) -> None:
        """The station is another from now on."""
        station = ctx.station
        self._queue.change(set_up=None, lights={})
        self._queue.desk.use_station(station)
        self.kept.emit(station.all_printers)
        self._queue.desk.print_queued.emit()
        self._queue.desk.refresh()

    def _on_place(self, place: tuple[Path, list[FoundPrinter]]) -> None:
        folder, elsewhere = place
        self._away(
            lambda _none: (
                [*printing.found_printers(folder), *elsewhere],
                printer_setup.layouts(folder),
            ),
            self._on_found,
        )

    def _on_found(self, found: tuple[list[FoundPrinter], tuple[str, ...]]) -> None:
        self._change(looking=False, found=tuple(found[0]), layouts=found[1])

    def _ask_typed(self, text: str, folder: Path) -> None:
        self._away(lambda _none: printer_setup.typed_printers(text, folder), self._on_answer)

    def _on_answer(self, meant: Sequence[FoundPrinter]) -> None:
        """One meaning is chosen at once; several are offered on top of the list."""
        model = self._model
        if model is None:
            return
        known = {one.uri for one in meant}
        rest = [one for one in model.found if one.uri not in known]
        self._change(asking=False, found=(*meant, *rest))
        if len(meant) == 1:
            self.on_chosen(meant[0].uri)

    def _on_own(self, printer_id: str, own: tuple[tuple[Printer, ...], tuple[str, ...]]) -> None:
        printers, layouts = own
        printer = next((one for one in printers if one.id == printer_id), None)
        if printer is None:
            self._queue.change(set_up=None)
            return
        status = self._queue.model.lights.get(printer.id, PrinterStatus(ready=False))
        one = FoundPrinter(printer.uri, printer.title, status.ready, status.reason, status.said)
        self._change(layouts=layouts)
        self._fill(one, form_of(printer))

    def _fill(self, one: FoundPrinter, form: PrinterForm) -> None:
        self._serial += 1
        status = PrinterStatus(one.ready, one.reason, one.name, one.said)
        self._change(
            chosen=one.uri,
            title=form.name or one.name,
            status=status,
            form=form,
            serial=self._serial,
            problem=None,
        )

    def _away(self, job: Callable[[None], T], done: Callable[[T], None]) -> None:
        """Ask the network, away from store and screen."""
        if self.looking is not None:
            self.looking.submit(job, done, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if not isinstance(problem, KnownError):
            self._queue.desk.tell(problem)
        shown = problem if isinstance(problem, KnownError) else None
        self._change(looking=False, asking=False, problem=shown)

    def _change(self, **changes: object) -> None:
        model = self._model
        if model is not None:
            held = replace(model, **changes)  # type: ignore[arg-type]  # by name
            self._queue.change(set_up=held)


def form_of(printer: Printer) -> PrinterForm:
    """What is kept of a printer, as text."""
    return PrinterForm(
        name=printer.title,
        layout=printer.layout,
        role=",".join(printer.roles),
        pool=printer.pool,
        fallback=printer.fallback,
        labels=str(printer.labels or ""),
        alert=str(printer.alert or ""),
    )


def _printer_of(form: PrinterForm, model: SetUpModel) -> Printer:
    return Printer(
        id=model.editing,
        uri=model.chosen,
        name=form.name or model.title,
        layout=form.layout,
        roles=tuple(filter(None, form.role.split(","))),
        pool=form.pool,
        fallback=form.fallback,
        labels=int(form.labels or 0),
        alert=int(form.alert or 0),
    )


def _folder(ctx: Context) -> Path:
    return ctx.folder


def _place(ctx: Context) -> tuple[Path, list[FoundPrinter]]:
    """The profile's folder, and the printers of the other stations."""
    return ctx.folder, remote_printers.offered_to(ctx)


def _own(ctx: Context) -> tuple[tuple[Printer, ...], tuple[str, ...]]:
    return ctx.station.all_printers, printer_setup.layouts(ctx.folder)


def _with(ctx: Context, printer: Printer, before: str, *, test: bool) -> Context:
    """In the store's thread: what is asked of it from now on knows the printer."""
    station, kept = printer_setup.put_printer(ctx.folder, printer, before)
    renewed = _renewed(ctx, station)
    if test:
        printing.test_page(renewed, kept.id, station.operator)
    return renewed


def _without(ctx: Context, printer_id: str) -> Context:
    return _renewed(ctx, printer_setup.remove_printer(ctx.folder, printer_id))


def _renewed(ctx: Context, kept: Station) -> Context:
    """What was said on the command line instead of the file stays as it was said."""
    return replace(ctx, station=replace(ctx.station, printers=kept.printers))
