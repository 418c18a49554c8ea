"""The main job in real windows: from a registration list to a room that admits only its guests."""

import json

import pypdfium2
import pytest
import zxingcpp
from display import Display, Kiosk

from kiosk.ui import theme
from tests.patience import until

pytestmark = pytest.mark.real

EVENT = """
[event]
id = "lacnic46"
code = "LAC46"
name = { es = "LACNIC 46", pt = "LACNIC 46", en = "LACNIC 46" }
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09
languages = ["es", "pt", "en"]

[[checkpoint]]
id = "entrance"
kind = "entrance"
name = { es = "Acreditación", pt = "Credenciamento", en = "Registration" }
admits = "everyone"
entry = "once"

[[checkpoint]]
id = "csirt"
kind = "room"
name = { es = "Reunión de CSIRTs", pt = "Reunião de CSIRTs", en = "CSIRTs Meeting" }
admits = "invited"
entry = "once"
"""


@pytest.fixture
def kiosk(tmp_path):
    kiosk = Kiosk(tmp_path / "profile")
    (tmp_path / "event.toml").write_text(EVENT, "utf-8")
    kiosk.run("event", "load", str(tmp_path / "event.toml"))
    kiosk.run("import", "tests/fixtures/indico/registrations_form1.xlsx")
    return kiosk


@pytest.fixture
def make_display():
    made = []

    def make(layout="us"):
        made.append(Display(layout))
        return made[-1]

    yield make
    for display in made:
        display.close()


def person(kiosk, family):
    return next(p for p in kiosk.rows("people") if family in p["family_name"])


def at_the_door(display, kiosk, code, color, picture):
    """One round of a freshly started door: scan, and what it shows."""
    door = display.start(*kiosk.command, "open", "--role", "door", "--checkpoint", "csirt")
    display.window("LACNIC 46")
    display.burst(code)
    until(lambda: display.color(picture) == color)
    door.terminate()
    door.wait(10)


def test_the_main_job_end_to_end(kiosk, make_display, tmp_path):
    display = make_display()
    picture = tmp_path / "screen.png"
    maria, joao = person(kiosk, "Núñez"), person(kiosk, "Conceição")

    badge = check_in_two(display, kiosk, picture, maria, joao)
    page = pypdfium2.PdfDocument(badge)[0].render(scale=300 / 72).to_pil()
    assert zxingcpp.read_barcodes(page)[0].text == person(kiosk, "Núñez")["badge_code"]

    at_the_door(display, kiosk, maria["ticket_code"], theme.REFUSE, picture)
    why = json.loads(
        kiosk.run("explain", maria["ticket_code"], "--checkpoint", "csirt", "--json", code=1)
    )
    assert why["reason"] == "not_invited"
    assert sorted(why["explanation"]) == ["en", "es", "pt"]
    assert len(set(why["explanation"].values())) == 3

    guests = tmp_path / "guests.csv"
    guests.write_text(f"email\n{maria['email']}\n", "utf-8")
    kiosk.run("import", str(guests), "--invite", "csirt")
    at_the_door(display, kiosk, maria["ticket_code"], theme.ADMIT, picture)
    at_the_door(display, kiosk, maria["ticket_code"], theme.REFUSE, picture)
    room = [e["kind"] for e in kiosk.rows("journal") if e["checkpoint"] == "csirt"]
    assert room == ["refused", "admitted", "refused"]
    kiosk.run("journal", "verify")


def check_in_two(display, kiosk, picture, by_name, by_code):
    """At the desk: one is found without accents, one is scanned; Enter does the rest."""
    desk = display.start(*kiosk.command, "open", "--role", "desk")
    display.window("LACNIC 46")
    display.type("nunez maria", delay=150)
    until(lambda: theme.LIGHT.hit in colors(display, picture))
    display.key("Return")
    until(lambda: by_name["person_id"] in checked_in(kiosk))
    badge = until(lambda: next(iter((kiosk.folder / "badges").glob("*.pdf")), None))
    display.burst(by_code["ticket_code"])
    until(lambda: theme.LIGHT.primary in colors(display, picture))
    display.key("Return")
    until(lambda: by_code["person_id"] in checked_in(kiosk))
    desk.terminate()
    desk.wait(10)
    return badge


def checked_in(kiosk):
    return {e["person_id"] for e in kiosk.rows("journal") if e["kind"] == "admitted"}


def colors(display, picture):
    """Every colour that is seen on the display."""
    found = display.picture(picture).getcolors(maxcolors=1 << 24)
    return {"#{:02X}{:02X}{:02X}".format(*color) for _count, color in found}
