"""Who may join, as whom; the records' fold."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.hub.credentials import is_public_key, new_seed, public_key_of, seed_from
from kiosk.hub.registry import (
    Invited,
    Member,
    Refusal,
    Registry,
    Request,
    Settled,
    judge,
    settled,
)

NOW = 1_000_000
KEYS = [public_key_of(seed_from(bytes([i]) * 10)) for i in range(5)]
DESK = Member("Mesa-1", "Mesa-1", "desk", KEYS[0], 1)
OPEN = Invited("open", KEYS[1], NOW + 60)
NAMED = Invited("named", KEYS[2], NOW + 60, name="Mesa-1", role="door", source=True)


@pytest.fixture
def registry() -> Registry:
    made = Registry()
    for seq, record in enumerate((DESK, OPEN, NAMED), 1):
        made.take(record, seq)
    return made


def asked(name: str = "Puerta", role: str = "door", key: str = KEYS[3]) -> Request:
    return Request(name, role, key)


def test_whoever_is_invited_chooses_name_and_role(registry):
    assert judge(registry, "open", asked(), NOW) == Member("Puerta", "Puerta", "door", KEYS[3], NOW)


def test_what_the_invitation_settles_is_not_asked(registry):
    joined = judge(registry, "named", asked("Otra", "desk"), NOW)

    assert joined == Member("Mesa-1", "Mesa-1", "door", KEYS[3], NOW, source=True)


@pytest.mark.parametrize(
    ("invitation", "request_", "now", "refusal"),
    [
        ("nobody", asked(), NOW, Refusal.UNKNOWN),
        ("open", asked(), NOW + 60, Refusal.EXPIRED),
        ("open", asked("Mesa-1"), NOW, Refusal.NAME_TAKEN),
        ("open", asked(""), NOW, Refusal.NAME),
        ("open", asked("   "), NOW, Refusal.NAME),
        ("open", asked("a\x1b[2J"), NOW, Refusal.NAME),
        ("open", asked("x" * 61), NOW, Refusal.NAME),
        ("open", asked("all"), NOW, Refusal.NAME),
        ("open", asked(role="boss"), NOW, Refusal.ROLE),
        ("open", asked(key="U" + "A" * 55), NOW, Refusal.KEY),
        ("open", asked(key=""), NOW, Refusal.KEY),
        ("open", asked(key=KEYS[0]), NOW, Refusal.KEY),
        ("open", asked(key=KEYS[1]), NOW, Refusal.KEY),
        ("open", asked(key=KEYS[3] + '", "x": "'), NOW, Refusal.KEY),
    ],
)
def test_others_are_told_why_not(registry, invitation, request_, now, refusal):
    assert judge(registry, invitation, request_, now) is refusal


def test_an_invitation_is_good_once_but_its_answer_may_be_asked_for_again(registry):
    joined = judge(registry, "open", asked(), NOW)
    registry.take(OPEN.used_by(joined), 4)

    assert judge(registry, "open", asked(), NOW + 3600) == joined
    assert judge(registry, "open", asked(key=KEYS[4]), NOW) is Refusal.USED
    assert registry.open_invitations(NOW) == [NAMED]
    assert joined in registry.present()


def test_a_revoked_station_is_there_no_more_and_its_invitation_does_not_help(registry):
    joined = judge(registry, "open", asked(), NOW)
    registry.take(OPEN.used_by(joined), 4)
    registry.take(joined.revoked_at(NOW), 5)

    assert registry.present() == [DESK]
    registry.take(OPEN.used_by(joined.revoked_at(NOW)), 6)
    assert judge(registry, "open", asked(), NOW) is Refusal.USED


def test_a_revoked_name_may_be_taken_again(registry):
    registry.take(DESK.revoked_at(NOW), 4)

    assert judge(registry, "open", asked("Mesa-1"), NOW).public_key == KEYS[3]


def test_what_another_machine_knows_besides_is_found(registry):
    other = Registry()
    other.take(DESK, 1)

    assert other.lacks(registry) == [OPEN, NAMED]
    assert registry.lacks(other) == []


def test_keys_are_made_and_known_by_their_checksum():
    key = public_key_of(new_seed())

    assert is_public_key(key)
    assert not is_public_key(key[:-1] + ("A" if key[-1] != "A" else "B"))
    assert not is_public_key(key.lower())
    assert not is_public_key(new_seed())
    assert new_seed() != new_seed()


LOOK = Request("", "", KEYS[3], look=True)


def test_a_look_tells_what_is_settled_and_uses_nothing_up(registry):
    assert settled(registry, "open", LOOK, NOW) == Settled()
    assert settled(registry, "named", LOOK, NOW) == Settled("Mesa-1", "door", source=True)
    assert judge(registry, "open", asked(), NOW).name == "Puerta"


@pytest.mark.parametrize(
    ("invitation", "now", "refusal"),
    [("nobody", NOW, Refusal.UNKNOWN), ("open", NOW + 60, Refusal.EXPIRED)],
)
def test_a_look_is_refused_as_a_joining_is(registry, invitation, now, refusal):
    assert settled(registry, invitation, LOOK, now) is refusal


def test_a_look_at_what_was_used_is_for_who_used_it(registry):
    member = judge(registry, "open", asked(), NOW)
    registry.take(registry.invitations["open"].used_by(member), 9)

    assert settled(registry, "open", LOOK, NOW) == Settled("Puerta", "door")
    stranger = Request("", "", KEYS[4], look=True)
    assert settled(registry, "open", stranger, NOW) is Refusal.USED
    registry.take(registry.invitations["open"].used_by(member.revoked_at(NOW)), 10)
    assert settled(registry, "open", LOOK, NOW) is Refusal.USED


def test_an_invitation_that_was_revoked_shows_nothing(registry):
    registry.take(msgspec.structs.replace(OPEN, revoked=NOW), 9)

    assert settled(registry, "open", LOOK, NOW) is Refusal.REVOKED
