"""Builds the screen of a role with its controller; each is imported when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.app.hub_line import HubLine
from kiosk.app.hub_server import HubServer
from kiosk.app.language import Language
from kiosk.app.pin_tries import CheckPin
from kiosk.app.print_controller import PrintController
from kiosk.app.printer_watch import PrinterWatch
from kiosk.app.sounds import Sound, Sounds
from kiosk.app.source_asker import SourceAsker
from kiosk.app.sync_controller import SyncController
from kiosk.app.worker import Worker
from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station, StationRole
from kiosk.services.context import Context
from kiosk.texts import N_, current
from kiosk.texts.formats import localised

if TYPE_CHECKING:
    from kiosk.app.designer_controller import DesignerController
    from kiosk.app.desk_queue import DeskQueue


@dataclass(frozen=True, slots=True)
class Parts:
    """What a screen is built from."""

    store: Worker[Context]
    printer: Worker[None]
    printing: PrintController
    language: Language
    event: Event
    station: Station
    sounds: Sounds
    watch: PrinterWatch
    clock: Callable[[], datetime]
    syncing: SyncController
    asker: SourceAsker
    hub: HubLine
    server: HubServer
    folder: Path
    check_pin: CheckPin | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that can be opened. A guarded one fills the display and is left by PIN.

    `helpers` are workers of its own, which end with it; nothing they still do is waited for.
    `let_go` ends what one of them waits for on the network.
    `took` answers whether the screen has a use for a scanned invitation, which no `on_scan` gets.
    `hold` answers whether closing would lose something: then it asks, and closes by what it gets.
    """

    view: QWidget
    start: Callable[[], None]
    on_scan: Callable[[str], None]
    guarded: bool
    tell_problem: Callable[[Callable[[], str]], None] | None = None
    helpers: tuple[Worker[None], ...] = ()
    let_go: Callable[[], None] | None = None
    hold: Callable[[Callable[[], None]], bool] | None = None
    took: Callable[[str], bool] | None = None


_DESK_SOUNDS = {"ok": Sound.TICK, "ask": Sound.DUPLICATE}


def for_role(event: Event, station: Station) -> Station:
    """The station with a checkpoint that its role can work at.

    Raises WrongUseError for a checkpoint that the event does not have, and for a door without one.
    """
    if station.checkpoint and event.checkpoint(station.checkpoint) is None:
        ids = ", ".join(c.id for c in event.checkpoints)
        raise WrongUseError(
            N_("El evento no tiene el punto de control {checkpoint}. Tiene: {ids}"),
            checkpoint=station.checkpoint,
            ids=ids,
        )
    if station.role is StationRole.DOOR and not station.checkpoint:
        raise WrongUseError(N_("Una puerta necesita su punto de control: --checkpoint ID"))
    return station


def build(parts: Parts) -> Screen:
    """The screen of the station's role."""
    match parts.station.role:
        case StationRole.DOOR:
            return _door(parts)
        case StationRole.SELF_SERVICE:
            return _self_service(parts)
        case _:
            return _desk(parts)


def _door(parts: Parts) -> Screen:
    from kiosk.app.door_controller import DoorController
    from kiosk.ui.door.view import DoorView

    controller = DoorController(
        DoorView(),
        parts.store,
        parts.event,
        parts.station,
        check_pin=parts.check_pin,
        clock=parts.clock,
    )
    controller.decider.asker = parts.asker
    parts.hub.changed.connect(controller.use_hub)
    parts.hub.taken.connect(controller.refresh)
    _keep_in_step(parts, controller.use_event)
    controller.sounded.connect(parts.syncing.nudge)
    controller.sounded.connect(lambda name: _play(parts, name))
    controller.sound_switched.connect(lambda on: parts.sounds.set_on(on=on))
    return Screen(controller.view, controller.start, controller.on_scan, guarded=True)


def _self_service(parts: Parts) -> Screen:
    from kiosk.app.self_service_controller import SelfServiceController
    from kiosk.ui.self_service.view import SelfServiceView

    event, station = parts.event, parts.station
    view = SelfServiceView(
        localised(event.name, current()), event.languages, still=station.reduce_motion
    )
    controller = SelfServiceController(
        view,
        parts.store,
        event,
        station,
        clock=parts.clock,
        use_language=parts.language.use,
    )
    controller.asker = parts.asker
    _keep_in_step(parts, controller.use_event)
    controller.sounded.connect(parts.syncing.nudge)
    controller.sounded.connect(lambda name: _play(parts, name))
    controller.print_queued.connect(parts.printing.look)
    return Screen(view, controller.start, controller.on_scan, guarded=True)


def _desk(parts: Parts) -> Screen:
    from kiosk.app.desk_controller import DeskController
    from kiosk.app.desk_hub import DeskHub
    from kiosk.ui.desk.view import DeskView

    designing = _designer(parts) if parts.station.role is StationRole.DASHBOARD else None
    view = DeskView(designer=designing.page if designing else None)
    controller = DeskController(
        view, parts.store, parts.event, parts.station, parts.clock, parts.check_pin
    )
    if designing is not None:
        designing.setParent(controller)
        controller.designer = designing
        designing.station_changed.connect(controller.use_station)
    controller.asker = parts.asker
    _keep_in_step(parts, controller.use_event)
    controller.answered.connect(parts.syncing.nudge)
    controller.deliveries.sync_wanted.connect(parts.syncing.sync_now)
    parts.syncing.changed.connect(controller.refresh)
    parts.syncing.running.connect(controller.deliveries.show_running)
    controller.answered.connect(lambda name: _play(parts, _DESK_SOUNDS.get(str(name), str(name))))
    controller.print_queued.connect(parts.printing.look)
    controller.language_wanted.connect(parts.language.use)
    parts.printing.handled.connect(controller.refresh)
    DeskHub(controller, parts.hub)
    parts.watch.told.connect(controller.show_printer)
    looking: Worker[None] = Worker("looking")
    papers: Worker[None] = Worker("papers")
    controller.panel.documents.worker = papers
    office: Worker[None] = Worker("hub-office")
    controller.stations.wire(parts.hub, parts.server, office, parts.folder)
    _printers(parts, controller.prints, looking)
    return Screen(
        controller.view,
        controller.start_dashboard
        if parts.station.role is StationRole.DASHBOARD
        else controller.start,
        controller.on_scan,
        guarded=False,
        tell_problem=controller.show_problem,
        helpers=(looking, papers, office),
        let_go=controller.stations.stop,
        hold=controller.hold,
        took=controller.stations.took,
    )


def _designer(parts: Parts) -> DesignerController:
    """The page on which badges are designed, for whoever coordinates."""
    from kiosk.app.designer_controller import DesignerController
    from kiosk.ui.designer.page import DesignerPage

    return DesignerController(DesignerPage(), parts.store, parts.event)


def _printers(parts: Parts, prints: DeskQueue, looking: Worker[None]) -> None:
    """The page of printing follows the printers, and they follow their set-up."""
    parts.watch.lit.connect(prints.show_light)
    prints.set_up.looking = looking
    prints.set_up.kept.connect(parts.watch.use_printers)


def _keep_in_step(parts: Parts, use_event: Callable[[Event], None]) -> None:
    """Tell the screen of what sources and the other stations say of the event.

    `use_event` is a controller's method.
    """
    parts.syncing.event_changed.connect(use_event)
    parts.hub.event_changed.connect(use_event)


def _play(parts: Parts, name: str) -> None:
    """Play what a controller names; what has no sound of its own sounds as unknown."""
    known = [str(sound) for sound in Sound]
    parts.sounds.play(name if name in known else Sound.UNKNOWN)
