"""Draws every screen with the demo event as PNG files, without a display."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app import (
    scene_assembly,
    scene_designer,
    scene_join,
    scene_printing,
    scene_setup,
    scene_sources,
    scene_stations,
)
from kiosk.app.scene_access import ask_to_invite, look_at
from kiosk.app.scene_questions import answer_badly, ask_at_desk, ask_at_door
from kiosk.app.stage import Prepare, Stage, let_in, make_demo, wait_until_quiet
from kiosk.domain.settings import StationRole, Theme
from kiosk.resources import asset
from kiosk.texts import LANGUAGES, use
from kiosk.ui import stylesheet
from kiosk.ui.desk.state import FormData
from kiosk.ui.self_service.state import DoneState

DESKTOP, PORTRAIT, TABLET = (1920, 1080), (1080, 1920), (1280, 800)
LAPTOP, XGA, SMALL = (1366, 768), (1024, 768), (1024, 640)
_ZONE = ZoneInfo("America/Montevideo")
_ROW_OF_JOSE = 3
JOSE, MARIA = "José Núñez Ibáñez", "María José Núñez Prado"
NOT_INVITED, PENDING = "Gonçalo Araújo", "Tomás Ñuflo Núñez"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: which station, and what is done there before it is taken."""

    name: str
    play: Callable[[Stage], None]
    size: tuple[int, int] = DESKTOP
    at: tuple[int, int] = (9, 14)
    prepare: Prepare | None = None
    station: dict[str, object] = field(default_factory=dict)
    day: int = 6


@dataclass(frozen=True, slots=True)
class Page:
    """One picture of a page that stands alone, before there is a station."""

    name: str
    made: Callable[[], QWidget]
    size: tuple[int, int] = DESKTOP
    theme: Theme = Theme.LIGHT


def render_all(
    out: Path, languages: Sequence[str] = LANGUAGES, only: Sequence[str] = ()
) -> list[Path]:
    """Draw all scenes (or those named) into `out`; the first language's files carry no suffix.

    Answers the files in order. An application without a display is made where there is none.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.app.bootstrap import make_application

    make_application()
    _quiet_offscreen()
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory(prefix="kiosk-screens-", ignore_cleanup_errors=True) as name:
        template = Path(name) / "demo"
        make_demo(template)
        for number, lang in enumerate(languages):
            for scene in scenes():
                if only and scene.name not in only:
                    continue
                path = out / (f"{scene.name}-{lang}.png" if number else f"{scene.name}.png")
                if isinstance(scene, Page):
                    picture = draw_page(scene, lang)
                else:
                    picture = draw(scene, lang, template, Path(name) / f"{scene.name}-{lang}")
                picture.save(str(path))
                made.append(path)
    use(languages[0])
    return made


def _quiet_offscreen() -> None:
    """Leave out what Qt's plugin without a display says about each window; the rest is told."""
    before = qInstallMessageHandler(None)

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if text.startswith("This plugin does not support"):
            return
        if before is not None:
            before(kind, context, text)
        else:
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(tell)


def draw(scene: Scene, lang: str, template: Path, folder: Path) -> QPixmap:
    """Play one scene and take its picture."""
    at = _at(*scene.at, scene.day)
    station: dict[str, object] = {"language": lang, **scene.station}
    with Stage(template, folder, scene.size, at, scene.prepare, station) as stage:
        stage.speak(lang)
        scene.play(stage)
        stage.settle()
        return stage.picture()


def draw_page(page: Page, lang: str) -> QPixmap:
    """Make the page in that language and take its picture."""
    use(lang)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        stylesheet.apply(application, page.theme)
    view = page.made()
    view.resize(*page.size)
    view.show()
    wait_until_quiet(lambda: False)
    view.resize(*page.size)  # laid out for that width its parts need less height
    wait_until_quiet(lambda: False)
    picture = view.grab()
    view.close()
    view.deleteLater()
    return picture


def scenes() -> Iterator[Scene | Page]:
    """Every screen and state, by the number of its design."""
    yield from _desk_scenes()
    yield from _access_scenes()
    yield from _source_scenes()
    yield from _self_service_scenes()
    yield from _door_scenes()
    yield from _assembly_scenes()
    yield from _designer_scenes()
    yield from _station_scenes()
    yield from _setup_pages()


def _designer_scenes() -> Iterator[Scene]:
    """Where badges are designed."""
    at: dict[str, object] = {"role": StationRole.DASHBOARD}
    dark, high = at | {"theme": Theme.DARK}, at | {"theme": Theme.HIGH_CONTRAST}
    yield Scene("14a-designer", scene_designer.a_name, station=at)
    yield Scene("14b-designer-small", scene_designer.a_name, TABLET, station=at)
    yield Scene("14c-designer-spoilt", scene_designer.a_spoilt_code, station=at)
    yield Scene("14d-designer-back-dark", scene_designer.a_back, station=dark)
    yield Scene("14e-designer-question", scene_designer.a_question, TABLET, station=high)


def _station_scenes() -> Iterator[Scene]:
    """How the other stations are, and who may join."""
    lead: dict[str, object] = {"role": StationRole.DASHBOARD, "name": "Coordinación"}
    dark, high = lead | {"theme": Theme.DARK}, lead | {"theme": Theme.HIGH_CONTRAST}
    twice, page, invite = (
        scene_stations.found_twice,
        scene_stations.open_page,
        scene_stations.invite,
    )
    yield Scene("15a-stations", page, prepare=twice, station=lead)
    yield Scene("15b-stations-dark", page, TABLET, prepare=twice, station=dark)
    yield Scene("15c-stations-small", page, XGA, prepare=twice, station=high)
    yield Scene("15d-stations-invite", invite, prepare=twice, station=lead)
    yield Scene("15e-stations-invite-small", invite, SMALL, station=dark)
    yield Scene("15f-stations-revoke", scene_stations.ask_to_revoke, LAPTOP, station=lead)
    yield Scene("15g-stations-alone", scene_stations.open_alone, TABLET)
    desk: dict[str, object] = {"name": "Mesa 1"}
    yield Scene("15h-stations-member", scene_stations.open_member, TABLET, station=desk)
    yield Scene("15i-panel-stations", scene_stations.open_panel, DESKTOP, station=lead)
    yield Scene("15j-stations-join", scene_stations.join, XGA, station=desk)
    yield Scene("15k-stations-left", scene_stations.come_back, XGA, station=lead)


def _setup_pages() -> Iterator[Page]:
    """Before the station begins: where registrations come from, or which hub it joins."""
    yield from (Page(*one) for one in (*scene_setup.PAGES, *scene_join.PAGES))


def _desk_scenes() -> Iterator[Scene | Page]:
    yield Scene("01-desk-search", _search)
    yield Scene("01b-desk-search-dark", _search, station={"theme": Theme.DARK})
    high: dict[str, object] = {"theme": Theme.HIGH_CONTRAST}
    yield Scene("01c-desk-search-high-contrast", _search, station=high)
    yield Scene("01d-desk-start", _nothing)
    yield Scene("02-desk-already", lambda s: s.scan(MARIA), at=(9, 35))
    yield Scene("03-walk-in", _walk_in, at=(9, 21))
    yield Scene("03b-desk-correct", _correct)
    yield from _print_scenes()
    yield Scene("03d-desk-questions", lambda s: s.scan(JOSE), prepare=ask_at_desk)
    yield Scene("03e-desk-answers", lambda s: answer_badly(s, JOSE), prepare=ask_at_desk)


def _print_scenes() -> Iterator[Scene | Page]:
    """The queue with all that can happen, and printers being set up."""
    there: dict[str, object] = {"printers": scene_printing.PRINTERS}
    busy, page = scene_printing.busy_queue, scene_printing.open_page
    dark, high = ({**there, "theme": theme} for theme in (Theme.DARK, Theme.HIGH_CONTRAST))
    yield Scene("03c-desk-prints", page, prepare=busy, station=there)
    yield Scene("03j-desk-prints-dark", page, TABLET, prepare=busy, station=dark)
    yield Scene("03k-desk-prints-small", page, XGA, prepare=busy, station=high)
    yield Page("03l-printers-found", scene_printing.found_printers, (680, 880))
    yield Page("03m-printer", scene_printing.one_printer, (680, 880))


def _access_scenes() -> Iterator[Scene]:
    """Who gets in where and when, and why not."""
    dark: dict[str, object] = {"theme": Theme.DARK}
    high: dict[str, object] = {"theme": Theme.HIGH_CONTRAST}
    early = ("csirt", "2026-10-06", "08:05")
    yield Scene("02b-desk-access", lambda s: look_at(s, NOT_INVITED, "csirt"))
    yield Scene("02c-desk-access-dark", lambda s: look_at(s, JOSE, *early), station=dark)
    yield Scene("02d-desk-access-high-contrast", lambda s: look_at(s, JOSE, "csirt"), station=high)
    yield Scene("02e-desk-access-small", lambda s: look_at(s, JOSE, *early), LAPTOP)
    yield Scene("02f-desk-invite", lambda s: ask_to_invite(s, NOT_INVITED, "csirt"))


def _source_scenes() -> Iterator[Scene]:
    """What goes to the sources."""
    dark: dict[str, object] = {"theme": Theme.DARK}
    page, well, badly = scene_sources.open_page, scene_sources.well, scene_sources.in_trouble
    yield Scene("03f-desk-source", _nothing, prepare=well)
    yield Scene("03g-desk-deliveries", page, prepare=well)
    yield Scene("03h-desk-settle", scene_sources.ask_to_settle, LAPTOP, prepare=well)
    yield Scene("03i-desk-offline-dark", page, TABLET, prepare=badly, station=dark)


def _self_service_scenes() -> Iterator[Scene]:
    there: dict[str, object] = {"role": StationRole.SELF_SERVICE, "printer": "folder:"}
    for letter, shape, size in (("a", "", DESKTOP), ("b", "-portrait", PORTRAIT)):
        yield Scene(f"04{letter}-self-idle{shape}", _nothing, size, station=there)
        yield Scene(f"05{letter}-self-confirm{shape}", lambda s: s.scan(JOSE), size, station=there)
    yield Scene("06a-self-printing", _printing, station=there)
    yield Scene("06b-self-done", _printed, station=there)
    yield Scene("07-self-help", lambda s: s.scan(PENDING), station=there)
    yield Scene("07b-self-code", _without_code, station=there)
    yield Scene("07c-self-asked", _again, prepare=ask_at_desk, station=there)


def _door_scenes() -> Iterator[Scene]:
    there: dict[str, object] = {
        "role": StationRole.DOOR,
        "checkpoint": "csirt",
        "name": "Puerta B",
        "place": "Salón Jacarandá",
    }
    others = [name for name in _guests() if name != JOSE][:30]
    minutes = [_at(8, 41 + n) if n < 19 else _at(9, n - 19) for n in range(len(others))]
    filled = let_in(list(zip(others, minutes, strict=True)), "csirt")
    inside = let_in([*zip(others, minutes, strict=True), (JOSE, _at(9, 12))], "csirt")

    def door(name: str, play: Callable[[Stage], None], size: tuple[int, int] = TABLET) -> Scene:
        return Scene(name, play, size, prepare=filled, station=there)

    yield door("08-door-ready", _nothing)
    yield door("09-door-admit", lambda s: s.scan(JOSE), DESKTOP)
    yield door("10-door-refuse", _uninvited, DESKTOP)
    yield Scene("11g-door-question", lambda s: s.scan(JOSE), TABLET, (9, 12), ask_at_door, there)
    yield Scene("11-door-ask", _again, DESKTOP, (9, 31), inside, there)
    yield door("11b-door-unknown", lambda s: s.scan(exactly="HTTPS://EXAMPLE.ORG/1"), DESKTOP)
    yield door("11c-door-search", _door_search)
    old = (11, 20)
    yield Scene("11d-door-old-list", _nothing, TABLET, old, filled, there)
    yield Scene("11e-door-ask-old-list", _again, DESKTOP, old, filled, there)
    yield Scene("11f-door-ask-not-listed", _uninvited, DESKTOP, old, filled, there)


def _assembly_scenes() -> Iterator[Scene]:
    day = scene_assembly.DAY
    there: dict[str, object] = {
        "role": StationRole.DOOR,
        "checkpoint": scene_assembly.ROOM,
        "name": "Puerta A",
        "place": "Salón Ceibo",
    }
    dark = {**there, "theme": Theme.DARK}
    come, scan = scene_assembly.gathered, lambda s: s.scan(scene_assembly.TWICE)
    yield Scene("12-desk-panel", _panel, DESKTOP, (9, 31), come, day=day)
    small: dict[str, object] = {"theme": Theme.DARK}
    yield Scene("12b-desk-panel-dark", _panel, TABLET, (9, 1), come, small, day)
    lead: dict[str, object] = {"role": StationRole.DASHBOARD, "name": "Coordinación"}
    lead["printers"] = scene_printing.PRINTERS
    many = scene_printing.busy_queue
    yield Scene("12c-dashboard", _nothing, DESKTOP, prepare=many, station=lead)
    lead = {**lead, "theme": Theme.HIGH_CONTRAST}
    yield Scene("12d-dashboard-small", _certificates, XGA, prepare=many, station=lead)
    yield Scene("13-door-assembly", _nothing, TABLET, (9, 31), come, there, day)
    yield Scene("13b-door-assembly-waiting", _nothing, TABLET, (9, 1), come, dark, day)
    yield Scene("13c-door-assembly-admit", scan, DESKTOP, (9, 31), come, there, day)


def _again(stage: Stage) -> None:
    stage.scan(JOSE)


def _uninvited(stage: Stage) -> None:
    stage.scan(NOT_INVITED)


def _at(hour: int, minute: int, day: int = 6) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=_ZONE)


def _guests() -> list[str]:
    """Those invited to the CSIRT meeting, by name."""
    with asset("demo", "guests-csirt.csv").open(encoding="utf-8", newline="") as file:
        return [row["Nombre completo"] for row in csv.DictReader(file)]


def _nothing(stage: Stage) -> None:
    """The screen as it comes up."""


def _search(stage: Stage) -> None:
    stage.view.focus_search()
    stage.type("nunez", stage.view.box.line)
    for _step in range(_ROW_OF_JOSE):
        stage.key(Qt.Key.Key_Down, "", stage.view.box.line)


def _walk_in(stage: Stage) -> None:
    stage.view.tab_chosen.emit("walk_in")
    stage.settle()
    form = stage.view.walk_in.form
    filled = FormData(
        given_name="João Pedro",
        family_name="Araujo Lima",
        badge_name="João Pedro",
        email="jp.araujo@example.com",
        organisation="IX Serra Azul",
        country="BR",
        role=form.data().role,
        speaks=("es", "pt"),
        photo_ok=True,
        first_time=True,
    )
    form.fill(filled)
    stage.view.walk_in_changed.emit(form.data())
    stage.settle()


def _correct(stage: Stage) -> None:
    _search(stage)
    stage.view.key_pressed.emit("F2")
    stage.settle()


def _panel(stage: Stage) -> None:
    stage.view.tab_chosen.emit("panel")
    stage.settle()


def _certificates(stage: Stage) -> None:
    stage.view.panel.documents.certificates_pressed.emit()
    stage.settle()


def _printing(stage: Stage) -> None:
    stage.scan(JOSE)
    stage.view.print_asked.emit()
    stage.settle()


def _printed(stage: Stage) -> None:
    stage.shell.printing.start()
    _printing(stage)
    stage.wait_for(lambda: isinstance(stage.view.state, DoneState))


def _without_code(stage: Stage) -> None:
    stage.view.no_code_asked.emit()
    stage.settle()


def _door_search(stage: Stage) -> None:
    stage.view.search_opened.emit()
    stage.settle()
    for char in "nunez":
        stage.key(Qt.Key(0), char, stage.view)
