"""A scanner at a real window: speed, focus, and the wrong keyboard layout."""

import pytest
from display import EVENT, Display, Kiosk

from kiosk.ui import theme
from tests.patience import until

pytestmark = pytest.mark.real

ENTRY = 'entry = "free"\n'
URL, DEAD = "https://reg.example/t/A-1:7", "K[A-9/Z:1"
ROWS = {49: "`", 51: "\\"}
ROWS |= dict(zip(range(10, 22), "1234567890-=", strict=True))
ROWS |= dict(zip(range(24, 36), "qwertyuiop[]", strict=True))
ROWS |= dict(zip(range(38, 49), "asdfghjkl;'", strict=True))
ROWS |= dict(zip(range(52, 62), "zxcvbnm,./", strict=True))
UPPER = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))
KEYCODES = {char: str(code) for code, char in ROWS.items()}
KEYCODES |= {UPPER.get(char, char.upper()): f"shift+{code}" for code, char in ROWS.items()}


@pytest.fixture
def kiosk(tmp_path):
    kiosk = Kiosk(tmp_path / "profile")
    (tmp_path / "event.toml").write_text(EVENT + ENTRY, "utf-8")
    people = [f"Persona{n:03},Prueba,LAC{n:09}X" for n in range(100)]
    people += [f"Ana,Ruiz,{URL}", f"Eva,Paz,{DEAD}"]
    (tmp_path / "people.csv").write_text("\n".join(["Nombre,Apellido,Código", *people]), "utf-8")
    kiosk.run("event", "load", str(tmp_path / "event.toml"))
    kiosk.run("import", str(tmp_path / "people.csv"))
    # a busy machine holds xdotool up between two keys, which no scanner does
    (kiosk.folder / "station.toml").write_text("[wedge]\nmax_gap_ms = 150\n", "utf-8")
    return kiosk


@pytest.fixture
def open_door(kiosk):
    made = []

    def make(layout="us"):
        display = Display(layout)
        made.append(display)
        display.start(*kiosk.command, "open", "--role", "door", "--checkpoint", "room")
        display.window("LACNIC 46")
        return display

    yield make
    for display in made:
        display.close()


def admitted(kiosk):
    return [e for e in kiosk.rows("journal") if e["kind"] == "admitted"]


def test_a_hundred_scans_back_to_back_are_all_read(kiosk, open_door):
    door = open_door()
    words = []
    for n in range(100):
        words += ["type", "--delay", "1", "--args", "1", f"LAC{n:09}X", "key", "Return"]
    door.run("xdotool", *words)
    until(lambda: len(admitted(kiosk)) == 100)

    assert len({e["person_id"] for e in admitted(kiosk)}) == 100
    assert [e["kind"] for e in kiosk.rows("journal")] == ["admitted"] * 100


@pytest.mark.parametrize("layout", ["es", "latam", "pt", "br"])
def test_a_scanner_left_on_us_keys_is_read_all_the_same(kiosk, open_door, tmp_path, layout):
    door = open_door(layout)
    codes = [URL] if layout == "pt" else [URL, DEAD]  # pt has no dead key there
    for number, code in enumerate(codes, start=1):
        keys = [KEYCODES[char] for char in code]
        door.run("xdotool", "key", "--delay", "2", *keys, "36")
        until(lambda number=number: len(admitted(kiosk)) == number)

    until(lambda: door.color(tmp_path / "screen.png") != theme.REFUSE)
