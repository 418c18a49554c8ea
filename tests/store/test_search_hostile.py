"""Whoever is on the list is found by whatever of their name somebody types, however it is spelt."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kiosk.domain.journal import EntryKind
from kiosk.domain.names import fold
from kiosk.domain.people import Person, Ticket
from kiosk.store import invitations, people, rights
from kiosk.store.connect import close, open_store
from kiosk.store.person_row import name_key
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.search import by_email, by_name_key, find, near
from kiosk.store.transact import writing

NAMES = {
    "quotes": ('Ana "la Negra"', "O'Brien"),
    "operators": ("NOT", "OR AND NEAR"),
    "column": ("name_key:", "x*"),
    "wildcards": ("50%", "a_b"),
    "emoji": ("Zoë 🪪", "🇺🇾 Paz"),
    "only emoji": ("🦜🦜", ""),
    "many marks": ("Ng\u0303u\u0302\u0301yen", "Tha\u0323\u0306ng"),
    "right to left": ("محمد", "عَلِيّ"),
    "wide": ("Ｍａｒｉａ", "Ｓｉｌｖａ"),
    "ligature": ("ﬁona", "Æther"),
    "joined": ("Marie-Claude", "de l'Église"),
    "dots": ("J.R.R.", "St. John"),
    "injection": ("Robert'); DROP TABLE person;--", "x"),
    "digits": ("Ana2", "007"),
    "Turkish": ("İbrahim", "Işık"),
    "final sigma": ("Οδυσσεύς", "Παπάς"),
    "hangul": ("김", "민준"),
    "hiragana": ("さくら", "たなか"),
    "Greek micro": ("µTorrent", "Ω"),
    "very long": ("A" * 500, "b " * 400),
    "zero width": ("Ana\u200bMaria", "Pa\u00adz"),
    "underscores": ("_ana_", "__"),
}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """Everybody of the names above in one store."""
    db = open_store(tmp_path_factory.mktemp("crowd") / "event.db")
    with writing(db):
        for who, (given_name, family) in NAMES.items():
            put_person(db, Person(who, given_name, family, email=f"{who.replace(' ', '.')}@x.org"))
            put_ticket(db, Ticket(f"t-{who}", who, f"QX-{who}"))
    yield db
    close(db)


def ids(found):
    return [person.person_id for person in found]


def spellings(who):
    given_name, family = NAMES[who]
    whole = f"{given_name} {family}"
    yield from (whole, f"{family} {given_name}", whole.upper(), whole.casefold(), whole.title())
    yield from (unicodedata.normalize(form, whole) for form in ("NFC", "NFD", "NFKC", "NFKD"))
    yield fold(whole)


@pytest.mark.parametrize("who", [who for who in NAMES if who != "only emoji"])
def test_everybody_is_found_by_the_whole_name_in_any_spelling(crowd, who):
    unfound = [text for text in spellings(who) if who not in ids(find(crowd, text))]

    assert unfound == []
    assert who in ids(by_name_key(crowd, name_key(*NAMES[who])))
    assert who in ids(find(crowd, f"{who.replace(' ', '.')}@X.ORG"))


@pytest.mark.parametrize("who", [who for who in NAMES if who != "only emoji"])
def test_every_word_of_a_name_finds_by_its_first_letters(crowd, who):
    for word in fold(" ".join(NAMES[who])).split():
        for length in {1, len(word) // 2 or 1, len(word)}:
            assert who in ids(find(crowd, word[:length], limit=100)), word[:length]


def test_who_has_no_letter_in_the_name_is_found_by_address_and_code(crowd):
    assert find(crowd, "🦜🦜") == []
    assert ids(find(crowd, "only.emoji@")) == ["only emoji"]
    assert ids(find(crowd, "QX-only")) == ["only emoji"]
    assert by_name_key(crowd, name_key("🦜🦜", "")) == []


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S")), max_size=14)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_name=WORDS, family=WORDS, data=st.data())
def test_whoever_is_written_down_is_found_by_beginnings_in_any_order(db, given_name, family, data):
    with writing(db):
        put_person(db, Person("who", given_name, family))
    words = fold(given_name).split() + fold(family).split()
    typed = [word.replace("@", " ").replace(".", " ").replace("+", " ") for word in words]
    pieces = [piece for word in typed for piece in word.split()][:8]
    assume(pieces and all(any(letter.isalnum() for letter in piece) for piece in pieces))
    mixed = data.draw(st.permutations(pieces))

    assert ids(find(db, " ".join(mixed))) == ["who"]


HOSTILE = {
    "half a character": "\ud83e",
    "half an address": "ana\udcff@x.org",
    "half a code": "QX-ana\ud800xyz",
    "a zero": "a\x00b@c\x00",
    "nothing to see": "\u200b\u2060\ufeff",
    "controls": "\x1b[31mana\x07\r\n",
    "a page": "ana " * 20_000,
    "one word": "x" * 100_000,
    "quotes": '"" OR "" ""',
    "brackets": "((((((((((" + "))))" * 50,
    "columns": "{name_key badge_key} : (ana)",
    "marks alone": "\u0301" * 500,
    "the last sign": "\U0010ffff" * 5,
    "not a character": "\ufffe\uffff",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_that_is_typed_or_scanned_breaks_the_search(crowd, what):
    for text in (HOSTILE[what], f"ana {HOSTILE[what]}", f"{HOSTILE[what]} ana"):
        assert len(find(crowd, text, 5, "LAC46")) <= 5
        assert by_email(crowd, text) == []
        assert len(near(crowd, fold(text))) <= len(NAMES)


def test_what_cannot_be_seen_does_not_hide_anybody(crowd):
    """Copied from a web page: a mark of direction, a soft hyphen, a space that does not break."""
    for text in ("\u200fO'Brien\u200e", "o\u2019brien", "O\u00adBrien\u00a0Ana", "\ud83eobrien"):
        assert ids(find(crowd, text)) == ["quotes"], ascii(text)


@pytest.mark.parametrize("wildcard", ["%", "_", "*", "?", "[A-Z]"])
def test_no_sign_in_a_code_stands_for_others(crowd, wildcard):
    assert len(find(crowd, "QX-o")) == 2

    for text in (f"QX{wildcard}o", f"Q{wildcard}-only", f"QX-{wildcard}nly", f"QX-o{wildcard}"):
        assert find(crowd, text) == [], text


def test_a_page_pasted_into_a_name_asks_few_questions(crowd):
    asked = []
    crowd.conn.set_trace_callback(asked.append)
    found = ids(near(crowd, " ".join(f"w{number:04}" for number in range(5_000)) + " obrien"))
    repeated = ids(near(crowd, "obrien " * 5_000))
    crowd.conn.set_trace_callback(None)

    own = [sql for sql in asked if not sql.startswith("--")]  # those of the index within
    assert len(own) == (16 + 1) + (1 + 1)
    assert (found, repeated) == ([], ["quotes"])


def test_tickets_that_stand_for_people(db, add):
    for who in ("ana", "leo"):
        add(who, who)
    with writing(db):
        for number, (who, source, parent, gone) in enumerate(
            [
                *[("ana", "pretix", "t-x", None), ("ana", "pretix", "", "x")],
                *[("ana", "pretix", "", None), ("ana", "indico", "", None)],
                *[("leo", "pretix", "t-x", None), ("leo", "pretix", "", "x")],
            ]
        ):
            ticket = Ticket(f"s{number}", who, f"S{number}", source=source, parent_id=parent)
            put_ticket(db, ticket)
            sql = "UPDATE ticket SET gone_at = ? WHERE ticket_id = ?"
            db.conn.execute(sql, (gone, ticket.ticket_id))

    mains = people.main_of_source(db, "pretix", ["ana", "leo", "nobody"])
    assert {one.person_id: one.ticket_id for one in mains} == {"ana": "s2", "leo": "s4"}
    assert people.main_of_source(db, "pretix", []) == []
    every = people.of_source(db, "pretix", [f"s{number}" for number in range(6)])
    assert sorted(one.ticket_id for one in every) == ["s0", "s1", "s2", "s4", "s5"]
    assert sorted(one.ticket_id for one in every if one.gone) == ["s1", "s5"]


def test_people_are_named_to_a_list_by_address_name_and_organisation(db, add, record):
    add("ana", "Ana", "Núñez", email="Ana@NIC.br", organisation="Ñandú S.A.")
    add("leo", "Leo", "Paz", email="ana@nic.br", organisation="ÑANDÚ s.a")
    add("old", "Ana", "Nunez", organisation="Gone Ltd")
    db.conn.execute("UPDATE person SET gone_at = 'x' WHERE person_id = 'old'")

    assert invitations.people_at(db, "ana@nic.br") == [("ana", "ana nunez"), ("leo", "leo paz")]
    assert invitations.people_named(db, "ana nunez") == [("ana", "nandu s.a.")]
    assert invitations.people_at(db, "nobody") == []
    assert invitations.name_of(db, fold("ñandú s.a.")) == "Ñandú S.A."
    assert invitations.name_of(db, fold("Gone Ltd")) == invitations.name_of(db, "") == ""
    assert invitations.anyone_of(db, fold("ÑANDÚ S.A"))
    assert not invitations.anyone_of(db, fold("Gone Ltd"))


def test_who_was_turned_away_by_name_is_known_by_place(db, record):
    for kind, who, place in (
        (EntryKind.WITHDRAWN, "ana", "csirt"),
        (EntryKind.WITHDRAWN, "leo", "csirt"),
        (EntryKind.INVITED, "leo", "csirt"),
        (EntryKind.WITHDRAWN, "eva", "main"),
    ):
        record(kind, who, place, {"kind": "person", "subject": who})
    record(EntryKind.WITHDRAWN, None, "csirt", {"kind": "role", "subject": "fellow"})

    assert rights.withdrawn_people(db, "csirt") == {"ana"}
    assert rights.withdrawn_people(db, "main") == {"eva"}
    assert rights.withdrawn_people(db, "nowhere") == frozenset()
