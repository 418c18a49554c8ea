"""Two program windows on two profiles of one hub: each knows what is done at the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from display import EVENT, Display, Kiosk

from kiosk.domain.settings import Wedge
from kiosk.hub.membership import write_membership
from kiosk.services.profile import load_station, save_station
from kiosk.ui import theme
from tests.hub.lab import Lab
from tests.patience import until

pytestmark = pytest.mark.real

ENTRY = 'entry = "once"\ncapacity = 9\n'
PEOPLE = "Nombre,Apellido,Código\nAna,Ruiz,LAC46-ANA\nBeto,Sosa,LAC46-BETO\nEva,Paz,LAC46-EVA\n"
COUNT = (880, 140, 1245, 340)
"""Where the door draws how many are inside, at 1280 x 800."""


class Door:
    """A station with a display of its own."""

    def __init__(self, folder, lab, name):
        self.kiosk, self._shots = Kiosk(folder / name), folder
        self._name = name
        (folder / "event.toml").write_text(EVENT + ENTRY, "utf-8")
        self.kiosk.run("event", "load", str(folder / "event.toml"))
        # a busy machine holds xdotool up between two keys, which no scanner does
        station = replace(load_station(self.kiosk.folder), name=name, wedge=Wedge(max_gap_ms=150))
        save_station(self.kiosk.folder, station)
        write_membership(self.kiosk.folder, lab.members[name])
        self.display = Display()

    def open(self):
        command = (*self.kiosk.command, "open", "--role", "door", "--checkpoint", "room")
        self._program = self.display.start(*command)
        self.display.window("LACNIC 46")
        return self

    def picture(self, name="screen"):
        return self.display.picture(self._shots / f"{self._name}-{name}.png")

    def color(self):
        return self.display.color(self._shots / f"{self._name}-color.png")

    def count(self):
        """The pixels of the head count."""
        return self.picture("count").crop(COUNT).tobytes()

    def people(self):
        return {row["given_name"] for row in self.kiosk.rows("people")}

    def close(self):
        """As the system asks a program to end; its exit code."""
        self._program.terminate()
        return self._program.wait(10)


@pytest.fixture
def lab(tmp_path):
    with Lab(tmp_path / "hub", ("A", "B"), roles={"B": "door"}, sources=("A",)) as made:
        yield made


@pytest.fixture
def doors(tmp_path, lab):
    """A has the list; B was given the event's file only."""
    made = [Door(tmp_path, lab, name) for name in ("A", "B")]
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    made[0].kiosk.run("import", str(tmp_path / "people.csv"))
    yield [door.open() for door in made]
    for door in made:
        door.display.close()


def journal(door):
    return [(row["kind"], row["station"]) for row in door.kiosk.rows("journal")]


def test_two_windows_share_list_admissions_and_counts(doors):
    one, other = doors
    until(lambda: other.people() == {"Ana", "Beto", "Eva"})
    empty = one.count()
    until(lambda: other.count() == empty)

    one.display.burst("LAC46-ANA")
    until(lambda: one.color() == theme.ADMIT)
    until(lambda: other.count() != empty)  # nobody was scanned there
    other.display.burst("LAC46-ANA")
    until(lambda: other.color() == theme.REFUSE)
    other.picture("already")

    other.display.key("Escape")
    other.display.burst("LAC46-BETO")
    until(lambda: len([1 for kind, _ in journal(other) if kind == "admitted"]) == 1)
    other.display.key("Escape")
    until(lambda: one.count() == other.count() != empty)
    assert one.picture("both").size == (1280, 800)
    assert [kind for kind, _ in journal(one)] == ["admitted"]


def test_a_window_on_a_frozen_server_ends_when_it_is_asked_to(doors, lab):
    one, _other = doors
    one.display.burst("LAC46-EVA")
    until(lambda: one.color() == theme.ADMIT)
    lab.freeze(0)

    assert one.close() == 0
