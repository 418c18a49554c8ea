"""The words of badges: rights, programme, product, seat; the same one by one and in a batch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from kiosk.domain.assembly import Assembly, Capacity, Member
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.checkpoints import Slot
from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import BadgeUse
from kiosk.domain.names import fold
from kiosk.domain.people import Person, Ticket
from kiosk.printing.layout import load_layout
from kiosk.services import badge_rights
from kiosk.services.badge_choices import comes_with_badge
from kiosk.services.badge_content import badge_content, badge_contents
from kiosk.services.badge_layout import layout_for
from kiosk.services.profile import demo_profile
from kiosk.store import listing, people, roll
from kiosk.store.connect import close
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing

TUESDAY = datetime(2026, 10, 6, 12, tzinfo=UTC)
HOURS = (Slot(TUESDAY, TUESDAY + timedelta(hours=3)), Slot(TUESDAY + timedelta(days=1), None))


def of(ctx, person_id, **options):
    return badge_content(ctx, people.get(ctx.db, person_id), "LAC.TEST", **options)


def with_event(ctx, **parts):
    return replace(ctx, event=replace(ctx.event, **parts))


@pytest.fixture
def rooms(ctx):
    """The small event with hours at two of its rooms."""
    hours = {"csirt": HOURS[:1], "forum": (HOURS[1], HOURS[0])}
    place = {"es": "Salón Azul", "pt": "Sala Azul", "en": "Blue Room"}
    return with_event(
        ctx,
        checkpoints=tuple(
            replace(one, slots=hours.get(one.id, ()), place=place) for one in ctx.event.checkpoints
        ),
    )


def test_rights_are_those_beyond_what_is_open_to_all(ctx):
    assert of(ctx, "ana").rights == ("csirt",)
    assert of(ctx, "sam").rights == ("assembly",)
    assert of(ctx, "jose").rights == ()
    assert of(ctx, "eva").rights == ()  # canceled
    assert of(ctx, "ana").texts == {"right:csirt": "CSIRT"}


def test_the_programme_is_what_the_person_may_enter_earliest_first(rooms):
    lines = of(rooms, "ana").programme

    assert [(line.checkpoint, line.hours) for line in lines] == [
        ("csirt", "09:00–12:00"),
        ("forum", "09:00–12:00"),
        ("forum", "09:00"),
    ]
    assert [line.day for line in lines[1:]] == ["martes 6 de octubre", "miércoles 7 de octubre"]
    assert lines[0].place == "Salón Azul"
    assert [line.checkpoint for line in of(rooms, "jose").programme] == ["forum", "forum"]


def test_a_layout_in_the_persons_language(rooms):
    with writing(rooms.db):
        ana = replace(people.get(rooms.db, "ana"), language="pt")
        put_person(rooms.db, ana)
    own = msgspec.structs.replace(load_layout("a6"), language="person")

    assert of(rooms, "ana", layout=own).programme[1].day == "terça-feira, 6 de outubro"
    assert of(rooms, "ana", layout=own).lang == "pt"
    assert of(rooms, "ana").lang == "es"
    assert of(rooms, "jose", layout=own).lang == "es"  # nobody knows José's language


@pytest.mark.parametrize(
    ("ticket", "product", "name"),
    [
        (Ticket("t", "new", "x", product_id="7", product="Old name"), "7", "Presencial"),
        (Ticket("t", "new", "x", product="In person"), "7", "Presencial"),
        (Ticket("t", "new", "x", product="Gala"), "Gala", "Gala"),
        (Ticket("t", "new", "x"), "", ""),
    ],
)
def test_what_was_bought(ctx, ticket, product, name):
    catalogue = Catalogue(products=(Product("7", {"es": "Presencial", "en": "In person"}),))
    with writing(ctx.db):
        put_person(ctx.db, Person("new", "Nova"))
        put_ticket(ctx.db, ticket)

    badge = of(with_event(ctx, catalogue=catalogue), "new")
    assert (badge.product, badge.product_name) == (product, name)


@pytest.fixture
def seated(ctx):
    """Sam votes for two organisations and observes a third; José is an alternate."""
    members = [
        Member(fold(name), name, votes)
        for name, votes in (("Red A", 2), ("Red B", 1), ("Red C", 5))
    ]
    granted = [
        roll.Granted("red a", "person", "sam", Capacity.VOTER),
        roll.Granted("red b", "person", "sam", Capacity.VOTER),
        roll.Granted("red c", "person", "sam", Capacity.OBSERVER),
        roll.Granted("red c", "person", "jose", Capacity.ALTERNATE),
        roll.Granted("red c", "person", "li", Capacity.OBSERVER),
    ]
    with writing(ctx.db):
        roll.replace_roll(ctx.db, "agm", "file", members, granted)
    return with_event(ctx, assemblies=(Assembly("agm", {"es": "Asamblea"}, "assembly"),))


def test_the_seat_in_the_assembly(seated):
    seats = {who: of(seated, who) for who in ("sam", "jose", "li", "ana")}

    assert {who: (b.seat, b.votes, b.capacity) for who, b in seats.items()} == {
        "sam": ("Red A · Red B", 3, "voter"),
        "jose": ("Red C", 5, "alternate"),
        "li": ("Red C", None, "observer"),
        "ana": ("", None, ""),
    }
    assert seats["jose"].rights == ("assembly",)


def test_somebody_who_is_only_typed_has_what_any_walk_in_has(rooms):
    typed = badge_content(rooms, Person("", "Nova", pronouns="ella"), "LAC.TEST")

    assert (typed.rights, typed.pronouns) == ((), "ella")
    assert [line.checkpoint for line in typed.programme] == ["forum", "forum"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    ctx = demo_profile(tmp_path_factory.mktemp("demo") / "profile")
    yield ctx
    close(ctx.db)


def test_in_a_batch_and_one_by_one_the_words_are_the_same(demo, monkeypatch):
    crowd = crowd_of(demo)
    batch = badge_contents(demo, crowd)
    monkeypatch.setattr(badge_rights, "_ONE_BY_ONE", len(crowd))

    assert badge_contents(demo, crowd) == batch
    assert {capacity.capacity for capacity in batch} == {"", "voter", "alternate", "observer"}


def test_a_batch_is_read_in_a_few_queries_whatever_its_size(demo):
    def queries(count):
        asked = []
        demo.db.conn.set_trace_callback(asked.append)
        badge_contents(demo, crowd_of(demo)[:count])
        demo.db.conn.set_trace_callback(None)
        return len(asked)

    assert queries(400) == queries(20)
    assert queries(400) < 40


def crowd_of(ctx):
    return [(listed.person, "LAC.TEST") for listed in listing.all_people(ctx.db)]


def test_who_has_no_badge_is_told_so(ctx):
    bare = with_event(
        ctx, badge_uses=(BadgeUse(roles=("speaker",)), BadgeUse("4x3in", ("newcomer",)))
    )
    ana, jose, sam = (people.get(ctx.db, who) for who in ("ana", "jose", "sam"))

    with pytest.raises(NotFoundError, match="Ana Silva no lleva credencial"):
        layout_for(bare, ana)
    with pytest.raises(NotFoundError, match="no lleva"):
        layout_for(bare, ana, "a6")
    assert [comes_with_badge(bare, one) for one in (ana, jose, sam)] == [False, True, True]
    assert layout_for(bare, jose)[0] == "4x3in"
    assert layout_for(bare, jose, "a6")[0] == "a6"
    assert layout_for(bare, sam, paper="80x50mm")[0] == "80x50mm"
    assert layout_for(bare, sam)[0] == "a6"


def test_an_unknown_layout_is_refused_with_those_that_there_are(ctx):
    with pytest.raises(NotFoundError, match="a6"):
        layout_for(ctx, people.get(ctx.db, "ana"), "a9")
