import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.settings import Station, StationRole
from kiosk.resources import asset
from kiosk.services.profile import (
    default_folder,
    has_event,
    load_event,
    load_station,
    open_profile,
    save_station,
)
from kiosk.store.connect import close


def test_a_loaded_event_is_opened_again(tmp_path):
    event = load_event(tmp_path / "new", asset("demo", "event.toml"))

    ctx = open_profile(tmp_path / "new")
    try:
        assert ctx.event == event
        assert ctx.station == Station()
        assert ctx.clock().tzinfo is not None
        assert (tmp_path / "new" / "event.db").stat().st_mode & 0o777 == 0o600
    finally:
        close(ctx.db)


def test_a_profile_without_event_says_how_to_load_one(tmp_path):
    assert not has_event(tmp_path)
    with pytest.raises(NotFoundError, match="kiosk event load"):
        open_profile(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_event_leaves_the_old_one(tmp_path):
    load_event(tmp_path, asset("demo", "event.toml"))
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[event]\nid = 3\n")

    with pytest.raises(WrongUseError, match="línea"):
        load_event(tmp_path, wrong)

    assert (tmp_path / "event.toml").read_bytes() == asset("demo", "event.toml").read_bytes()


def test_the_station_is_kept(tmp_path):
    station = Station(name="Puerta C", role=StationRole.DOOR, checkpoint="csirt")

    save_station(tmp_path, station)

    assert load_station(tmp_path) == station


def test_the_default_profile_lies_in_the_users_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert default_folder().name == "profile"
    assert "kiosk" in str(default_folder())
