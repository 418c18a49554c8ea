"""The panel at a real desk: rooms, the assembly that is on, and its book in the profile."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from kiosk.domain.assembly import Assembly, AssemblyKind, CallTo, Capacity, Member, Share
from kiosk.services.check_in import ScanRequest, scan
from kiosk.store import roll
from kiosk.store.roll import Granted
from kiosk.store.transact import writing
from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone

NINE = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)  # 14 minutes before the desk's clock


def words(text):
    return {"es": text, "pt": f"{text} (pt)", "en": f"{text} (en)"}


@pytest.fixture
def event(event):
    """Two assemblies in one room: one called at nine, one of another day."""
    half = Share(Decimal(50), percent=True)
    later = datetime(2026, 10, 8, 12, 0, tzinfo=UTC)
    return replace(
        event,
        assemblies=(
            Assembly("extra", words("Extraordinaria"), "assembly", AssemblyKind.EXTRAORDINARY,
                     (CallTo(later, half),)),
            Assembly("yearly", words("Anual"), "assembly", calls=(CallTo(NINE, half),)),
        ),
    )  # fmt: skip


@pytest.fixture
def panel(desk):
    """The desk with a roll, its panel open."""

    def fill(ctx):
        with writing(ctx.db):
            roll.replace_roll(
                ctx.db,
                "yearly",
                "file",
                [Member("ix", "IX Serra Azul", 3), Member("red", "Red Quebracho")],
                [
                    Granted("ix", "person", "joao", Capacity.VOTER),
                    Granted("red", "person", "maria", Capacity.ALTERNATE),
                ],
            )

    desk.in_store(fill)
    open_panel(desk)
    return desk


def open_panel(desk):
    desk.view.tab_chosen.emit("panel")
    desk.idle()


def comes(desk, person_id, room="assembly"):
    """Somebody enters elsewhere; the panel looks again."""
    desk.in_store(lambda ctx: scan(ctx, ScanRequest(person_id=person_id, checkpoint=room)))
    desk.controller.panel._again.timeout.emit()
    desk.idle()


def shown(desk):
    return desk.view._state.panel


def test_the_panel_shows_every_room_and_the_assembly_of_today(panel):
    assert panel.page is Page.PANEL
    assert [room.name for room in shown(panel).rooms] == [
        "Entrada principal", "Foro de Políticas", "Reunión de CSIRTs", "Asamblea",
    ]  # fmt: skip
    assert shown(panel).assembly.id == "yearly"
    assert shown(panel).assemblies == (("extra", "Extraordinaria"), ("yearly", "Anual"))
    assert panel.view.panel.isVisible()


def test_who_comes_elsewhere_is_seen_while_the_panel_is_open(panel):
    assert shown(panel).assembly.chip.tone is Tone.WARN
    assert shown(panel).assembly.calls[0].detail == "0 organizaciones: falta 1 organización"

    comes(panel, "joao")

    card = shown(panel).assembly
    assert (card.gauge.present, card.gauge.total, card.gauge.needed) == (1, 2, 1)
    assert card.figures[:2] == (("1", "organizaciones"), ("1", "representantes"))
    assert (card.chip.text, card.chip.tone) == ("Hay quórum", Tone.OK)
    assert card.calls[0].detail == "quórum a las 09:14"
    rooms = {room.name: room.inside for room in shown(panel).rooms}
    assert rooms["Asamblea"] == 1


def test_a_closed_panel_asks_the_store_nothing(panel):
    panel.view.tab_chosen.emit("search")
    panel.idle()
    assert panel.page is Page.SEARCH

    panel.controller.panel._again.timeout.emit()

    assert not panel.controller.panel._again.isActive()


def test_another_assembly_can_be_looked_at(panel):
    button = next(b for b in panel.view.panel.assembly.buttons if b.objectName() == "extra")

    button.click()
    panel.idle()

    assert shown(panel).assembly.id == "extra"
    assert shown(panel).assembly.chip.tone is Tone.MUTE


def test_the_book_is_saved_in_the_profile_and_the_panel_says_where(panel, tmp_path):
    comes(panel, "joao")

    panel.view.panel.assembly.book.click()
    panel.until(lambda: shown(panel).saved)

    (path,) = tmp_path.glob("libro-yearly-2026-10-05-*.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in panel.view.panel.assembly.saved.text()


def test_a_book_that_cannot_be_written_becomes_a_banner(panel, monkeypatch):
    from kiosk.app import panel_jobs
    from kiosk.domain.errors import FailureError

    def full(_ctx, _out, _assembly):
        raise FailureError("No queda lugar en el disco.")

    monkeypatch.setattr(panel_jobs, "write_book", full)
    panel.view.panel.assembly.book.click()
    panel.until(lambda: panel.banner)

    assert panel.banner == "No queda lugar en el disco."
    assert not shown(panel).saved


def test_a_scan_on_the_panel_opens_the_person(panel):
    panel.scan("code-jose")

    assert panel.page is Page.SEARCH
    assert panel.view.card.isVisible()


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_the_panel_follows_the_language(panel, lang):
    from kiosk.texts import use

    use(lang)
    try:
        panel.controller.render()
        name = {"es": "Anual", "pt": "Anual (pt)", "en": "Anual (en)"}[lang]
        assert shown(panel).assembly.name == name
    finally:
        use("es")
