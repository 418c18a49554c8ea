import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.domain.settings import Station, StationRole, Theme, Wedge
from kiosk.sources.station_file import read_station, write_station, write_whole

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


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "station.toml"
    path.write_text("old")

    with pytest.raises(TypeError):
        write_whole(path, "text is no bytes")

    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["station.toml"]
