"""The set-up's steps into a hub: what is typed is checked, what is chosen is kept."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.settings import StationRole
from kiosk.hub.membership import Membership, read_membership, write_membership
from kiosk.hub.registry import ROLES, Refusal, Settled
from kiosk.resources import asset
from kiosk.services import hub_bring, hub_join
from kiosk.services.hub_steps import Chosen, JoinDraft, JoinSteps
from kiosk.services.profile import load_event, load_station
from kiosk.sources.event_file import read_event

MEMBER = Membership("lacnic46", "Mesa-2", "Mesa 2", "door", ("10.0.0.1:4222",), "PEM", "SU")
STOP = threading.Event()


@pytest.fixture
def steps(tmp_path: Path) -> JoinSteps:
    return JoinSteps(tmp_path)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("", ()),
        ("192.168.1.5", ("192.168.1.5:4222",)),
        ("192.168.1.5:4300", ("192.168.1.5:4300",)),
        ("[fe80::1]", ("[fe80::1]:4222",)),
        ("mesa-1.local", ("mesa-1.local:4222",)),
    ],
)
def test_an_address_is_typed_with_its_port_or_without(typed, at):
    assert JoinDraft("x", typed).at == at


@pytest.mark.parametrize("typed", ["a b", "h:0", "h:99999", "//h", "h:4222/x"])
def test_an_address_that_is_none_is_refused(typed):
    with pytest.raises(WrongUseError, match="no es una dirección"):
        _ = JoinDraft("x", typed).at


def test_a_draft_does_not_show_the_invitation():
    assert repr(JoinDraft("secret", "h")) == "JoinDraft('h')"
    assert "argon2" not in repr(Chosen("Mesa 2", "door", "es", "$argon2id$x"))


def test_what_was_chosen_is_kept_with_the_membership(steps, tmp_path, monkeypatch):
    asked = []

    def joined(profile: Path, *words: object) -> Membership:
        asked.append(words)
        write_membership(profile, MEMBER)
        return MEMBER

    monkeypatch.setattr(hub_join, "join", joined)
    chosen = Chosen("Mesa 2", "door", "pt", "$argon2id$x")
    assert steps.join(JoinDraft("text", "10.0.0.1"), chosen, STOP) == MEMBER

    assert asked == [("text", "Mesa 2", "door", ("10.0.0.1:4222",), STOP)]
    station = load_station(tmp_path)
    assert (station.language, station.pin_hash) == ("pt", "$argon2id$x")
    assert steps.waiting() == MEMBER


def test_a_look_hands_on_what_was_typed(steps, monkeypatch):
    asked = []
    monkeypatch.setattr(hub_join, "look", lambda *words: asked.append(words) or Settled("N"))

    assert steps.look(JoinDraft("text"), STOP) == Settled("N")
    assert asked[0][1:] == ("text", (), STOP)


def test_a_door_stands_where_the_event_has_a_checkpoint(steps, tmp_path):
    event = read_event(asset("demo", "event.toml"))
    steps.stand_at(event, "csirt")
    assert load_station(tmp_path).checkpoint == "csirt"

    with pytest.raises(WrongUseError, match="csirt"):
        steps.stand_at(event, "nowhere")
    assert load_station(tmp_path).checkpoint == "csirt"


def test_a_hub_is_forgotten_only_while_there_is_no_event(steps, tmp_path):
    write_membership(tmp_path, MEMBER)
    steps.give_up()
    assert read_membership(tmp_path) is None

    write_membership(tmp_path, MEMBER)
    load_event(tmp_path, asset("demo", "event.toml"))
    assert steps.waiting() is None
    with pytest.raises(WrongUseError, match="ya pertenece"):
        steps.give_up()
    assert read_membership(tmp_path) == MEMBER


def test_nothing_is_thrown_away_where_there_is_nothing(tmp_path):
    hub_bring.clear_unfinished(tmp_path / "none")

    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("refusal", list(Refusal), ids=str)
def test_every_refusal_has_a_sentence_of_its_own(refusal):
    error = hub_join.RefusedError(refusal)

    assert isinstance(error, NotFoundError)
    assert str(error).endswith(".")
    assert "--" not in str(error)


def test_the_sentences_of_refusals_are_all_different():
    assert len(set(hub_join.WHY.values())) == len(Refusal) == len(hub_join.WHY)


def test_the_roles_that_can_be_joined_as_are_those_of_stations():
    assert set(ROLES) == {str(role) for role in StationRole}
