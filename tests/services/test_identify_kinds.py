"""Codes of every kind find their person; where nobody has one, the right thing is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.codes import ticket_code
from kiosk.domain.people import Person, Ticket
from kiosk.domain.verdict import Reason
from kiosk.services.context import Context
from kiosk.services.identify import Identified, identify, identify_person, signed_ids
from kiosk.store.person_write import put_person, put_ticket

FIXTURE = Path(__file__).parents[1] / "fixtures" / "pretix" / "signed_code.json"
RECORDED = json.loads(FIXTURE.read_text("utf-8"))
MARIA = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
SERVER = "http://127.0.0.1:8099"
V2 = f'{{"i":[2,"{SERVER}","l+m4ARhPTqOh4Pdqo/VmLw=="]}}'
V1 = json.dumps({"registrant_id": 1, "checkin_secret": MARIA, "server_url": SERVER, "version": 1})


def give(ctx: Context, person_id: str, code: str, ticket_id: str = "", **more: object) -> None:
    """One more person whose ticket carries exactly this code."""
    put_person(ctx.db, Person(person_id, person_id.title()), source="file")
    put_ticket(ctx.db, Ticket(ticket_id or f"t-{person_id}", person_id, code, **more))


def selling(ctx: Context, **catalogue: object) -> Context:
    """The same event with a catalogue."""
    return replace(ctx, event=replace(ctx.event, catalogue=Catalogue(**catalogue)))


def holder(ctx: Context, text: str) -> str | None:
    person = identify(ctx, text).person
    return person.person_id if person else None


# --- cleaning -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\\000001aB+c/d=", id="J01"),
        pytest.param("\\000003aB+c/d=", id="J02 000003"),
        pytest.param("\\000026aB+c/d=", id="J02 000026"),
        pytest.param("\\000027aB+c/d=\r\n", id="J02 000027"),
        pytest.param("\\000027\\000001Ab+C/D=", id="J02 and another case"),
        pytest.param("aB+c/d=", id="J05"),
        pytest.param("https://x.example/?secret=aB%2Bc%2Fd%3D", id="J05 in an address"),
        pytest.param("aB¿c-d¡", id="J05 on a Spanish keyboard"),
        pytest.param("Ab¿C-D¡", id="J05 and with Caps Lock"),
        pytest.param("ç000026aB¿c-d¡", id="J02 on a Spanish keyboard, its mark too"),
        pytest.param("}000026aB¡c-d¿", id="J02 on a Latin American keyboard, its mark too"),
    ],
)
def test_a_code_is_found_however_it_was_sent(ctx: Context, text: str) -> None:
    give(ctx, "olga", "aB+c/d=")

    assert holder(ctx, text) == "olga"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("aB+c\x07/d=", Reason.INVALID, id="J03 a control character inside"),
        pytest.param("\\000026\\000026aB+c/d=", Reason.INVALID, id="J02 the same mark twice"),
        pytest.param("\x07\x1b\x00", Reason.UNREADABLE, id="J03 nothing but control characters"),
    ],
)
def test_a_damaged_code_is_nobodys(ctx: Context, text: str, problem: Reason) -> None:
    give(ctx, "olga", "aB+c/d=")

    assert identify(ctx, text).problem is problem


def test_a_list_may_hold_the_mark_of_a_control_character(ctx: Context) -> None:
    give(ctx, "olga", "ab\ufffdcd")

    assert holder(ctx, "ab\x1ccd") == "olga"


@pytest.mark.parametrize("text", ["1", "7", "t-ana", "ana"], ids=lambda text: f"J06 {text}")
def test_an_id_is_no_code(ctx: Context, text: str) -> None:
    assert identify(ctx, text).problem is Reason.INVALID


# --- Indico -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [V2, V1, MARIA, MARIA.upper(), f" {V2}\r\n", f"\\000026{V2}"])
@pytest.mark.parametrize("servers", [(), (SERVER,), ("https://other.example",)])
def test_a_known_indico_ticket_is_its_persons_whatever_its_server(
    ctx: Context, text: str, servers: tuple[str, ...]
) -> None:
    give(ctx, "maria", MARIA)

    assert holder(selling(ctx, servers=servers), text) == "maria"


def test_a_list_may_hold_the_uuid_in_upper_case(ctx: Context) -> None:
    give(ctx, "maria", MARIA.upper())

    assert holder(ctx, V2) == "maria"


@pytest.mark.parametrize(
    ("servers", "said"),
    [
        pytest.param((), (Reason.OTHER_EVENT, {"event": "127.0.0.1:8099"}), id="no Indico source"),
        pytest.param(
            ("https://indico.example.org",),
            (Reason.OTHER_EVENT, {"event": "127.0.0.1:8099"}),
            id="another server",
        ),
        pytest.param((f"{SERVER}/",), (Reason.INVALID, {}), id="ours"),
        pytest.param(("https://127.0.0.1:8099",), (Reason.INVALID, {}), id="ours by https"),
    ],
)
@pytest.mark.parametrize("text", [V2, V1], ids=["v2", "v1"])
def test_an_unknown_indico_ticket(ctx: Context, text: str, servers: tuple[str, ...], said) -> None:
    found = identify(selling(ctx, servers=servers), text)

    assert (found.problem, found.params) == said


def test_a_server_with_a_path_is_named_by_its_host(ctx: Context) -> None:
    text = V2.replace(SERVER, "events.example.org/indico")

    assert identify(ctx, text).params == {"event": "events.example.org"}


def test_a_companions_old_code_holds_nothing_to_look_up(ctx: Context) -> None:
    found = identify(ctx, V1.replace(MARIA, ""))

    assert (found.person, found.problem) == (None, Reason.OTHER_EVENT)


# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "https://pretix.example/redeem?secret=zd0bkaguk0e7iz5l",
        "https://x.example/?lang=es&c=ZD0BKAGUK0E7IZ5L",
        "HTTPS://X.EXAMPLE/T/ZD0BKAGUK0E7IZ5L",
        "https://x.example/t/zd0bkaguk0e7iz5l/?c=1#programa",
        "https://x.example/#/t/zd0bkaguk0e7iz5l",
        "httpsÑ--x.example-t-zd0bkaguk0e7iz5l",
        "hTTPS://X.EXAMPLE/T/ZD0BKAGUK0E7IZ5L",
    ],
)
def test_the_code_in_an_address_is_found(ctx: Context, text: str) -> None:
    give(ctx, "olga", "zd0bkaguk0e7iz5l")

    assert holder(ctx, text) == "olga"


def test_an_address_that_is_the_code_itself_comes_first(ctx: Context) -> None:
    give(ctx, "one", "1")
    give(ctx, "olga", "https://x.example/?c=1")

    assert holder(ctx, "https://x.example/?c=1") == "olga"
    assert holder(ctx, "https://y.example/?c=1") == "one"
    assert holder(ctx, "https://y.example/c/1") is None


def test_an_address_with_two_peoples_codes_is_nobodys(ctx: Context) -> None:
    give(ctx, "olga", "zd0bkaguk0e7iz5l")
    give(ctx, "petra", "k4mknhc2i8ui0wmx")

    text = "https://x.example/t/zd0bkaguk0e7iz5l?c=7#k4mknhc2i8ui0wmx"

    assert identify(ctx, text).problem is Reason.INVALID


def test_another_events_code_in_an_address_is_named(ctx: Context) -> None:
    found = identify(ctx, f"https://lacnic.net/t/{ticket_code('LAC45', lambda _most: 3)}")

    assert (found.problem, found.params) == (Reason.OTHER_EVENT, {"event": "LAC45"})


# --- what the catalogue says --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revoked", "blocked", "problem"),
    [
        pytest.param(RECORDED["revoked"], (), Reason.REVOKED, id="I06"),
        pytest.param((), RECORDED["revoked"], Reason.BLOCKED, id="I07"),
        pytest.param(RECORDED["revoked"], RECORDED["revoked"], Reason.REVOKED, id="I08"),
        pytest.param((), (), Reason.INVALID, id="I09 not on the list"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "special-revoked-secret",
        "\\000026special-revoked-secret\r\n",
        "special'revoked'secret",
        "https://x.example/?secret=special-revoked-secret",
    ],
)
def test_revoked_and_blocked_codes(ctx: Context, text, revoked, blocked, problem) -> None:
    asked = selling(ctx, revoked=frozenset(revoked), blocked=frozenset(blocked))

    assert identify(asked, text).problem is problem


def test_what_the_list_knows_is_not_asked_of_the_catalogue(ctx: Context) -> None:
    codes = frozenset({"code-of-ana"})

    assert holder(selling(ctx, revoked=codes, blocked=codes), "code-of-ana") == "ana"


def test_the_recorded_code_becomes_a_ticket_of_its_product(ctx: Context) -> None:
    product = Product("1", {"es": "Entrada", "en": "Ticket"})
    asked = selling(ctx, products=(product,), keys=tuple(RECORDED["valid_keys"]["pretix_sig1"]))

    found = identify(asked, RECORDED["secret"])

    (ticket,) = found.tickets
    assert found.signed
    assert (found.person, found.problem) == (None, None)
    assert (ticket.code, ticket.product_id, ticket.product) == (RECORDED["secret"], "1", "Entrada")
    assert ticket.ticket_id == ticket.person_id
    assert ticket.ticket_id.startswith("sig-")
    assert RECORDED["secret"] not in ticket.ticket_id
    assert signed_ids(found.tickets) == (ticket.ticket_id,)


@pytest.mark.parametrize("arrived", [
    pytest.param({"=": "¡", "/": "-", "+": "¿"}, id="es"),
    pytest.param({"=": "¿", "/": "-", "+": "¡"}, id="latam"),
    pytest.param({"=": "«", "/": "-", "+": "»"}, id="pt"),
    pytest.param({"/": ";"}, id="br"),
])  # fmt: skip
def test_a_garbled_signed_code_is_the_same_ticket(ctx: Context, arrived: dict[str, str]) -> None:
    asked = selling(ctx, keys=tuple(RECORDED["valid_keys"]["pretix_sig1"]))
    text = RECORDED["secret"].translate(str.maketrans(arrived))

    assert identify(asked, text) == identify(asked, RECORDED["secret"])
    assert identify(asked, text.swapcase()) == identify(asked, RECORDED["secret"])
    assert identify(asked, text).signed


def test_an_unknown_product_is_an_error_unless_there_is_no_catalogue(ctx: Context, signer) -> None:
    code, keys = signer.sign(product=100), (signer.key(),)
    sold = selling(ctx, keys=keys, products=(Product("1", {"es": "Entrada"}),))

    found = identify(sold, code)

    assert (found.problem, found.params, found.signed) == (Reason.ERROR, {"product": "100"}, False)
    assert identify(selling(ctx, keys=keys), code).signed


def test_only_signed_codes_have_a_signed_id(signer) -> None:
    tickets = [Ticket("a", "p", "code"), Ticket("b", "p", signer.sign()), Ticket("c", "p", "")]

    assert len(signed_ids(tickets)) == 1
    assert signed_ids([]) == ()


# --- add-ons ------------------------------------------------------------------------------------


def test_add_ons_come_with_their_tickets(ctx: Context) -> None:
    put_ticket(ctx.db, Ticket("t-tour", "ana", "tour-of-ana", parent_id="t-ana"))
    put_ticket(ctx.db, Ticket("t-bus", "ana", "bus-of-ana", parent_id="t-tour"))

    def addons(found: Identified) -> list[str]:
        return [ticket.ticket_id for ticket in found.addons]

    assert addons(identify(ctx, "code-of-ana")) == ["t-tour"]
    assert addons(identify(ctx, "tour-of-ana")) == ["t-bus"]
    assert addons(identify(ctx, "code-of-jose")) == []
    assert addons(identify_person(ctx, "ana")) == ["t-bus", "t-tour"]


# --- hostile texts ------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=120) | st.binary(max_size=120).map(lambda data: data.decode("latin-1")))
def test_no_text_breaks_it_and_none_admits(ctx: Context, text: str) -> None:
    for one in (text, f"{text}==", f"https://x.example/?c={text}", f'{{"i":[2,"a.b","{text}"]}}'):
        assert identify(ctx, one).problem is not None
