import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station, StationRole, Theme, Wedge
from kiosk.sources.station_file import read_station, write_station

FULL = Station(
    name='Puerta "B"\\ñ',
    role=StationRole.DOOR,
    checkpoint="csirt",
    language="pt",
    theme=Theme.HIGH_CONTRAST,
    printer="ipp://impresora.local/ipp/print",
    badge_slot="left",
    sound=False,
    pin_hash="$argon2id$v=19$m=65536",
    rehearsal=True,
    wedge=Wedge(max_gap_ms=50, prefix="~"),
)


def test_what_is_written_is_read_again(tmp_path):
    write_station(tmp_path / "station.toml", FULL)

    assert read_station(tmp_path / "station.toml") == FULL


@given(name=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_name_survives(tmp_path_factory, name):
    path = tmp_path_factory.mktemp("s") / "station.toml"

    write_station(path, Station(name=name))

    assert read_station(path).name == name


def test_only_the_owner_may_read_it(tmp_path):
    path = tmp_path / "deep" / "station.toml"

    write_station(path, FULL)

    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["station.toml"]


def test_an_empty_file_gives_the_defaults(tmp_path):
    (tmp_path / "station.toml").write_text("")

    assert read_station(tmp_path / "station.toml") == Station()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[station]\nrole = "boss"', ("línea 2", "station.role", "self-service")),
        ('[station]\nsound = "no"', ("línea 2", "true o false")),
        ("[wedge]\n\nmax_gap = 3", ("línea 3", "wedge.max_gap", "max_gap_ms")),
        ("[door]\nx = 1", ("door", "station, wedge")),
    ],
)
def test_a_wrong_file_names_line_and_key(tmp_path, text, said):
    path = tmp_path / "station.toml"
    path.write_text(text)

    with pytest.raises(WrongUseError) as caught:
        read_station(path)

    assert all(part in str(caught.value) for part in said)


TWO = (
    Printer("hall", "ipp://a/", "Sala", "a6", ("speaker",), "p", "desk", 250, 20),
    Printer("desk", "folder:"),
)


def test_several_printers_are_written_and_read_again(tmp_path):
    station = Station(printers=TWO)
    write_station(tmp_path / "station.toml", station)

    assert read_station(tmp_path / "station.toml") == station
    assert station.all_printers == TWO
    assert [p.uri for p in Station(printer="folder:/x").all_printers] == ["folder:/x"]
    assert Station(printer="").all_printers == ()


@pytest.mark.parametrize(
    "printers",
    [
        '[[printer]]\nid = "a"\nuri = "folder:"\n[[printer]]\nid = "a"\nuri = "folder:"\n',
        '[[printer]]\nid = "a"\nuri = "folder:"\nfallback = "b"\n',
        '[[printer]]\nid = "a"\nuri = "folder:"\npool = "a"\n',
        '[[printer]]\nid = "a b"\nuri = "folder:"\n',
        '[[printer]]\nid = "a"\n',
        '[[printer]]\nid = "a"\nuri = "folder:"\nlabels = -1\n',
    ],
    ids=["twice", "no-fallback", "pool-is-an-id", "bad-id", "no-uri", "negative"],
)
def test_printers_that_make_no_sense_are_wrong_use(tmp_path, printers):
    (tmp_path / "station.toml").write_text(printers, encoding="utf-8")

    with pytest.raises(WrongUseError):
        read_station(tmp_path / "station.toml")
