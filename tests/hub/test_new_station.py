"""A laptop that knows nothing joins by an invitation: profile, membership, list; a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.errors import CanceledError, FailureError, NotFoundError, WrongUseError
from kiosk.domain.people import Person, Ticket
from kiosk.domain.settings import Station
from kiosk.hub import nats_join, pending
from kiosk.hub.certificates import new_authority
from kiosk.hub.discovery import find
from kiosk.hub.folder import HubFolder
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import read_membership, write_membership
from kiosk.hub.registry import Refusal, Settled
from kiosk.resources import asset
from kiosk.services import hub_bring, hub_join, hub_setup
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.hub_line import open_line, with_line
from kiosk.services.hub_setup import Offer
from kiosk.services.list_line import exchange_list
from kiosk.services.profile import (
    demo_profile,
    has_event,
    load_event,
    load_station,
    open_profile,
    save_station,
)
from kiosk.store import people
from kiosk.store.connect import close, open_store
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from tests.patience import until
from tests.ports import free_port

CROWD = 40


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One server knows of an invitation at once, and nobody else is looked for."""
    monkeypatch.setattr("kiosk.hub.nats_join._NEWS", 1.0)
    monkeypatch.setattr("kiosk.hub.nats_join.find", partial(find, wait=0.0))


def machine(folder: Path) -> Keeper:
    """A machine with the event and a hub that runs on it."""
    load_event(folder, asset("demo", "event.toml"))
    save_station(folder, Station(name="Mesa 1"))
    (laid,) = hub_setup.make_hub(folder, [("127.0.0.1", free_port())])
    keeper = Keeper(laid, ("127.0.0.1",))
    keeper.start()
    return keeper


def tell(folder: Path, count: int = CROWD) -> None:
    """The station with the sources tells its list."""
    ctx = open_profile(folder)
    membership = read_membership(folder)
    try:
        with writing(ctx.db):
            for number in range(count):
                who = f"p{number}"
                put_person(ctx.db, Person(who, f"N{number}"), source="file")
                put_ticket(ctx.db, Ticket(f"t{number}", who, f"code-{number}"))
        with closing(open_line(membership)) as hub:
            until(lambda: hub.health().connected and hub.health().roster)
            exchange_list(with_line(ctx, membership, hub), hub)
    finally:
        close(ctx.db)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A hub that has the list."""
    folder = tmp_path_factory.mktemp("home")
    with closing(machine(folder)):
        tell(folder)
        yield folder


@pytest.fixture
def laid(home: Path) -> HubFolder:
    return HubFolder(hub_setup.hub_folder(home))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "new"


def invited(laid: HubFolder, **offer: object) -> str:
    return hub_setup.invite(laid, Offer(**offer)).text.typed


def test_a_new_laptop_has_it_all(laid, new):
    joined = hub_join.join(new, invited(laid), "Mesa 2", "desk")
    assert hub_join.waits_for_list(new) == joined
    told: list[tuple[int, int]] = []
    arrived = hub_bring.bring(new, joined, lambda *now: told.append(now))

    assert (arrived.people, arrived.event.id) == (CROWD, "lacnic46")
    come, whole = told[-1]
    assert come == whole > CROWD
    assert hub_join.waits_for_list(new) is None
    assert (load_station(new).name, load_station(new).role) == ("Mesa 2", "desk")
    ctx = open_profile(new)
    assert people.by_code(ctx.db, "code-7")[0].person_id == "p7"
    assert scan(ctx, ScanRequest("code-7", "entrance")).verdict.admitted
    close(ctx.db)
    assert not (new / pending.FILE).exists()


def test_what_the_invitation_settles_cannot_be_changed(laid, new):
    text = invited(laid, name="Puerta 4", role="door")

    assert hub_join.look(new, text) == Settled("Puerta 4", "door")
    joined = hub_join.join(new, text, "Mesa Falsa", "dashboard")

    assert (joined.name, joined.role) == ("Puerta 4", "door")
    known = {one.name: one.role for one in hub_setup.registry_of(laid).present()}
    assert known["Puerta 4"] == "door"
    assert "Mesa Falsa" not in known


def test_looking_uses_nothing_up(laid, new, tmp_path):
    text = invited(laid)

    assert hub_join.look(new, text) == Settled()
    assert hub_join.look(tmp_path / "another", text) == Settled()
    assert hub_join.join(new, text, "Mesa 3", "desk").name == "Mesa 3"
    with pytest.raises(NotFoundError):
        hub_join.look(tmp_path / "another", text)


def test_a_joining_whose_answer_was_lost_is_ended_by_calling_again(laid, new):
    """The hub has let the station in, and the machine went dead before it knew."""
    text = invited(laid, name="Lenta", role="door")

    def dead(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(hub_join, "write_membership", dead)
        with pytest.raises(OSError, match="space"):
            hub_join.join(new, text, "", "")
    assert read_membership(new) is None

    assert hub_join.look(new, text) == Settled("Lenta", "door")
    joined = hub_join.join(new, text, "", "")
    assert (joined.name, joined.role) == ("Lenta", "door")
    assert hub_bring.bring(new, joined).people == CROWD


def test_a_list_that_was_cut_off_goes_on(laid, new, monkeypatch):
    monkeypatch.setattr("kiosk.services.list_line.FETCHED", 10)
    text = invited(laid)
    joined = hub_join.join(new, text, "Mesa 4", "desk")
    stop = threading.Event()
    with pytest.raises(CanceledError):
        hub_bring.bring(new, joined, lambda _come, _whole: stop.set(), stop)
    assert not has_event(new)

    again = hub_join.join(new, text, "Otro", "door")
    assert again == joined
    assert hub_bring.bring(new, again).people == CROWD
    with pytest.raises(WrongUseError, match="ya pertenece"):
        hub_join.join(new, text, "Mesa 4", "desk")


def test_a_list_that_was_told_to_nobody_yet_is_waited_for(tmp_path):
    with closing(machine(tmp_path / "home")):
        laid = HubFolder(hub_setup.hub_folder(tmp_path / "home"))
        new = tmp_path / "new"
        joined = hub_join.join(new, invited(laid), "Mesa 2", "desk")

        assert hub_bring.bring(new, joined).event is None
        assert hub_join.waits_for_list(new) == joined
        tell(tmp_path / "home", 3)
        arrived = hub_bring.bring(new, joined)
        assert (arrived.people, arrived.event.id) == (3, "lacnic46")


def test_an_event_of_a_newer_program_is_told_and_not_half_taken(laid, new, monkeypatch):
    def unknown(_path: Path) -> None:
        raise WrongUseError("no existe la clave")

    joined = hub_join.join(new, invited(laid), "Mesa 20", "desk")
    with monkeypatch.context() as newer:
        newer.setattr("kiosk.services.roster_apply.read_event", unknown)
        with pytest.raises(FailureError, match="actualice el programa"):
            hub_bring.bring(new, joined)
    assert hub_join.waits_for_list(new) == joined

    assert hub_bring.bring(new, joined).people == CROWD


def test_a_profile_with_the_event_is_told_where_the_hub_has_no_list(tmp_path):
    with closing(machine(tmp_path / "home")):
        laid = HubFolder(hub_setup.hub_folder(tmp_path / "home"))
        load_event(tmp_path / "new", asset("demo", "event.toml"))
        joined = hub_join.join(tmp_path / "new", invited(laid), "Mesa 2", "desk")

        assert hub_bring.bring(tmp_path / "new", joined).event is None
        source = read_membership(tmp_path / "home")
        assert hub_bring.bring(tmp_path / "home", source).event.id == "lacnic46"
        assert hub_bring.bring(tmp_path / "new", joined).event.id == "lacnic46"


def test_a_hub_whose_list_never_came_can_be_forgotten(laid, new):
    joined = hub_join.join(new, invited(laid), "Mesa 5", "desk")
    open_store(new / "event.db").conn.close()
    hub_join.give_up(new)

    assert read_membership(new) is None
    assert not (new / "event.db").exists()
    second = hub_join.join(new, invited(laid), "Mesa 6", "desk")
    assert second.seed != joined.seed
    hub_bring.bring(new, second)
    with pytest.raises(WrongUseError):
        hub_join.give_up(new)


def test_an_unfinished_joining_of_another_hub_is_in_nobodys_way(laid, new):
    old = msgspec.structs.replace(read_membership(laid.path.parent), event="other",
                                  authority=_other_authority())  # fmt: skip
    write_membership(new, old)

    assert hub_join.join(new, invited(laid), "Mesa 7", "desk").event == "lacnic46"


def test_a_damaged_membership_in_an_empty_profile_is_in_nobodys_way(laid, new):
    new.mkdir()
    (new / "membership.json").write_text("{")
    (new / pending.FILE).write_text("old program")

    assert hub_join.join(new, invited(laid), "Mesa 8", "desk").name == "Mesa 8"


def test_what_a_half_set_up_has_left_goes_and_what_somebody_wrote_stays(laid, new, tmp_path):
    new.mkdir()
    db = open_store(new / "event.db")
    with writing(db):
        put_person(db, Person("left-over", "Nadie"), source="file")
    close(db)
    joined = hub_join.join(new, invited(laid), "Mesa 9", "desk")
    hub_bring.bring(new, joined)
    ctx = open_profile(new)
    assert people.get(ctx.db, "left-over") is None
    close(ctx.db)

    used = tmp_path / "used"
    ctx = demo_profile(used)
    scan(ctx, ScanRequest("nobody", "entrance"))
    close(ctx.db)
    (used / "event.toml").unlink()
    with pytest.raises(WrongUseError, match="otra carpeta"):
        hub_join.join(used, invited(laid), "Mesa 10", "desk")
    assert (used / "event.db").exists()
    assert read_membership(used) is None


def test_a_profile_of_another_event_is_refused_before_anybody_is_asked(laid, tmp_path):
    other = tmp_path / "event.toml"
    other.write_text(
        '[event]\nid = "otro"\nname = "Otro"\ntimezone = "UTC"\nfrom = 2026-10-05\nto = 2026-10-06\n'
    )
    load_event(tmp_path / "p", other)
    text = invited(laid)

    for attempt in (partial(hub_join.look, tmp_path / "p", text),
                    partial(hub_join.join, tmp_path / "p", text, "Mesa", "desk")):  # fmt: skip
        with pytest.raises(WrongUseError, match="otro evento"):
            attempt()
    assert not (tmp_path / "p" / pending.FILE).exists()


def test_whoever_closes_the_program_is_not_kept(laid, new, monkeypatch):
    stop = threading.Event()
    stop.set()

    with pytest.raises(CanceledError):
        hub_join.join(new, invited(laid), "Mesa 11", "desk", stop=stop)
    with pytest.raises(CanceledError):
        hub_join.look(new, invited(laid), stop=stop)


def test_a_hub_that_is_gone_after_the_joining_says_so(laid, new, monkeypatch):
    monkeypatch.setattr(hub_bring, "_CONNECT", 0.5)
    joined = hub_join.join(new, invited(laid), "Mesa 12", "desk")
    lost = msgspec.structs.replace(joined, addresses=("127.0.0.1:9",))

    with pytest.raises(FailureError, match="no responde"):
        hub_bring.bring(new, lost)
    stop = threading.Event()
    stop.set()
    with pytest.raises(CanceledError):
        hub_bring.bring(new, lost, stop=stop)


def test_a_station_that_is_shut_out_before_its_list_came_is_told_so(laid, new, monkeypatch):
    monkeypatch.setattr(hub_bring, "_CONNECT", 4.0)
    joined = hub_join.join(new, invited(laid), "Mesa 13", "desk")
    hub_setup.revoke(laid, "Mesa 13")

    def refused() -> bool:
        try:
            hub_bring.bring(new, joined)
        except FailureError as problem:
            return "no reconoce" in str(problem)
        return False

    until(refused)


def test_a_refusal_tells_which_one_it_is(laid, new):
    with pytest.raises(hub_join.RefusedError) as refused:
        hub_join.join(new, invited(laid), "Mesa 1", "desk")

    assert refused.value.refusal is Refusal.NAME_TAKEN
    assert "elija otro" in str(refused.value)


def test_a_hub_that_answers_what_this_program_does_not_know_is_newer(laid, new, monkeypatch):
    def unknown(*_args: object) -> None:
        raise msgspec.ValidationError

    monkeypatch.setattr(nats_join, "from_json", unknown)

    with pytest.raises(FailureError, match="otra versión"):
        hub_join.look(new, invited(laid))


def test_no_secret_is_shown_by_what_ends_in_logs(laid, new):
    text = hub_join.read_text(invited(laid))
    kept = pending.pending_for(new, text.invitation_id)
    reached = nats_join.reach(text)

    shown = repr([text, kept, reached])
    assert kept.seed not in shown
    assert text.secret.hex() not in shown
    assert repr(text.secret) not in shown
    assert text.typed.rpartition("/")[2] not in shown


def test_a_key_is_for_one_invitation_only(new):
    first = pending.pending_for(new, "one")

    assert pending.pending_for(new, "one") == first
    assert pending.pending_for(new, "two").seed != first.seed
    pending.forget_pending(new)
    pending.forget_pending(new)
    assert not (new / pending.FILE).exists()


@pytest.mark.parametrize("change", [str, str.lower, lambda t: t.swapcase(),
                                    lambda t: t.translate(str.maketrans("-/:", "'-Ñ"))],
                         ids=["plain", "lower", "caps lock", "spanish keys"])  # fmt: skip
def test_a_scanner_of_another_keyboard_is_understood(laid, change):
    text = hub_setup.invite(laid, Offer()).text

    assert hub_join.read_text(change(text.scanned)) == text
    assert hub_join.read_text(change(text.typed)) == text


def _other_authority() -> str:
    return new_authority("other", datetime.now(UTC)).certificate
