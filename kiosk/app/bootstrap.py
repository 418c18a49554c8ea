"""Starts the program: one window for one profile; the only place where everything meets."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from kiosk.app.collector import Collector
from kiosk.app.faults import catch_bugs, close_log, open_log
from kiosk.app.language import Language
from kiosk.app.shell import Shell
from kiosk.app.stop_signals import StopSignals
from kiosk.app.system_printer import SystemPrinters
from kiosk.app.worker import Worker
from kiosk.domain.errors import FailureError
from kiosk.domain.settings import Station, StationRole
from kiosk.services.demo import demo_clock
from kiosk.services.profile import demo_profile, has_event, load_station, utc_now
from kiosk.sources.waits import let_go_of_all
from kiosk.store.connect import close
from kiosk.texts import N_
from kiosk.ui import stylesheet

LOCK_FILE = "window.lock"


def open_window(
    folder: Path,
    *,
    role: StationRole | None = None,
    checkpoint: str | None = None,
    demo: bool = False,
) -> int:
    """Open the profile's station and run until its window is closed; answers an exit code.

    Without an event the set-up is shown first. With `demo`, `folder` is filled with the demo
    event and its clock runs on from the demo's morning. Raises KnownError where the profile
    cannot be opened, or is open already.
    """
    application = make_application()
    if demo:
        close(demo_profile(folder, arrivals=True).db)
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-", ignore_cleanup_errors=True) as throwaway:
        chosen = folder
        if not has_event(folder):
            picked = run_setup(application, folder, Path(throwaway))
            if picked is None:
                return 0
            demo, chosen = picked == Path(throwaway), picked
        station = choose(load_station(chosen), role, checkpoint)
        return run_station(application, chosen, station, demo_clock(running=True) if demo else None)


def make_application() -> QApplication:
    """The one QApplication of this process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("kiosk")
    application.setStyle("Fusion")
    return application


def choose(station: Station, role: StationRole | None, checkpoint: str | None) -> Station:
    """The saved station with what the command line says instead."""
    if role is not None:
        station = replace(station, role=role)
    if checkpoint is not None:
        station = replace(station, checkpoint=checkpoint)
    return station


def run_station(
    application: QApplication,
    folder: Path,
    station: Station,
    clock: Callable[[], datetime] | None = None,
) -> int:
    """Run one station until its window is closed; 0, or 3 if a thread did not end."""
    lock = lock_profile(folder)
    handler = open_log(folder)
    results: list[bool] = []
    try:
        shell = Shell(folder, station, clock or utc_now)
        shell.ended.connect(SystemPrinters(shell.window).withdraw)
        Collector(shell)
        put_back = catch_bugs(shell.tell_bug)
        signals = StopSignals()
        # quit() would ask a guarded window, which then asks for the PIN
        signals.stop_requested.connect(shell.window.close_now)
        shell.ended.connect(results.append)
        shell.ended.connect(application.quit)
        try:
            shell.open()
            application.exec()
        finally:
            if not results:
                shell.close()
            signals.restore()
            shell.window.deleteLater()
            shell.deleteLater()
            put_back()
    finally:
        close_log(handler)
        lock.unlock()
    if not all(results):
        os._exit(FailureError.exit_code)  # a thread that hangs in a driver must not keep us
    return 0


def run_setup(application: QApplication, folder: Path, throwaway: Path) -> Path | None:
    """Ask for event, list and role; the folder to open, or None if the window was closed."""
    from kiosk.app.setup_controller import SetupController
    from kiosk.ui.setup.view import SetupView
    from kiosk.ui.wedge_filter import WedgeFilter

    station = load_station(folder)
    stylesheet.apply(application, station.theme)
    worker: Worker[None] = Worker("setup")
    net: Worker[None] = Worker("net")
    view = SetupView()
    language = Language()
    controller = SetupController(view, worker, language, folder, throwaway, net=net)
    wedge = WedgeFilter(station.wedge, view)
    wedge.scanned.connect(controller.on_scan)
    wedge.install()
    chosen: list[Path] = []
    controller.ready.connect(chosen.append)
    controller.ready.connect(view.close)
    view.resize(1280, 800)
    controller.open()
    view.show()
    application.exec()
    wedge.uninstall()
    controller.end()
    let_go_of_all()  # a server that hangs keeps nobody here
    worker.stop()
    net.stop(drain=False)
    view.deleteLater()
    return chosen[0] if chosen else None


def lock_profile(folder: Path) -> QLockFile:
    """Hold the profile's window for this process; FailureError if another one has it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / LOCK_FILE))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        raise FailureError(
            N_("El programa ya está abierto con este perfil: {folder}"), folder=folder
        )
    return lock
