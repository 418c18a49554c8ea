"""A printer for tests of the queue: it takes bytes, loses answers, lies; stands at the OS's edge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.printing.backends import registry
from kiosk.printing.backends.base import BEGUN, READY, Delivery, PrinterStatus, Step


@dataclass
class FakePrinter:
    """A printer that is pushed bytes (`asks` False), or one that can be asked about jobs.

    `papers` counts what lies in its tray, by the document's name. `mood` is what the next step
    meets: fine, off (nothing arrives), refuses (before anything is sent), lost (the paper comes,
    its answer does not), liar (it says what is not so).
    """

    asks: bool = False
    mood: str = "fine"
    papers: Counter[str] = field(default_factory=Counter)
    known: dict[str, str] = field(default_factory=dict)

    def advance(self, document, state, remote_job):
        if self.mood == "off":
            return Delivery(state, "La impresora no responde.", remote_job)
        if state is Step.WAITING and self.mood == "refuses":
            return Delivery(Step.FAILED, "La impresora rechazó la credencial.")
        if self.asks:
            return self._asked(document, state)
        return self._pushed(document, state, remote_job)

    def _pushed(self, document, state, remote_job):
        if state is Step.WAITING:
            return Delivery(Step.SENT, remote_job=READY)
        if remote_job == BEGUN:
            return Delivery(Step.UNKNOWN, remote_job=BEGUN)
        if remote_job == READY:
            self.papers[document.name] += 1
        if self.mood == "lost":
            return Delivery(Step.UNKNOWN, remote_job="")
        if self.mood == "liar":
            return Delivery(Step.WAITING if state is Step.PRINTING else Step.PRINTING, "", "x")
        return Delivery(Step.DONE, remote_job="x")

    def _asked(self, document, state):
        """The document's name is the job's: a second one of the same name is the same paper."""
        if document.name not in self.known:
            self.known[document.name] = "printing"
            return Delivery(Step.SENT, remote_job=document.name)
        if self.known[document.name] == "printing" and self.mood != "lost":
            self.papers[document.name] += 1
            self.known[document.name] = "done"
        if self.mood == "lost":
            return Delivery(Step.SENT, "La impresora no responde.", document.name)
        if self.mood == "liar":
            return Delivery(Step.FAILED, "La impresora interrumpió el trabajo.", document.name)
        return Delivery(Step.DONE, remote_job=document.name)

    def status(self):
        return PrinterStatus(ready=self.mood != "off")


@dataclass
class Printers:
    """Fake printers by URI: "fake:a" is made when it is first asked for."""

    by_uri: dict[str, FakePrinter] = field(default_factory=dict)

    def of(self, uri: str, _folder: Path = Path()) -> FakePrinter:
        return self.by_uri.setdefault(uri, FakePrinter(asks="asks" in uri))

    def register(self):
        return registry.register("fake", self.of)
