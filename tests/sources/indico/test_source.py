from datetime import UTC, datetime

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.indico import source as module
from kiosk.sources.indico.options import Options
from kiosk.sources.indico.source import IndicoSource
from tests.sources.indico.recorded import (
    EVENT,
    FIXTURES,
    TOKEN,
    asked_details,
    put,
    recorded,
    rows,
)
from tests.sources.scripted_server import Say

PAGE = (FIXTURES / "api" / "page.html").read_bytes()
UUID = "97e9b801-184f-4ea3-a1e0-f76aa3f5662f"
TICKET = f"/api/checkin/ticket/{UUID}"


def test_a_good_connection_says_what_it_found(indico, source):
    found = source().check()

    assert found.event == "Foro Público de Políticas 2026"
    assert found.people == 15
    assert found.notes == ()
    date = datetime(2026, 11, 22, 0, 5, 37, tzinfo=UTC)
    assert found.clock_seconds == pytest.approx((date - datetime.now(UTC)).total_seconds(), abs=60)


def test_only_the_chosen_forms_count_and_an_event_without_any_is_noted(server, source):
    put(server)
    assert source(forms=("2",)).check().people == 5

    put(server, {})
    assert source().check().notes == ("El evento no tiene formularios de inscripción.",)


@pytest.mark.parametrize(
    ("answer", "trouble", "said"),
    [
        (Say(401, recorded("api/wrong_token")), Trouble.TOKEN, "invalid_token"),
        (Say(403, {"error": "insufficient_scope"}), Trouble.RIGHTS, "«registrants»"),
        (Say(403, recorded("api/no_header")), Trouble.RIGHTS, "not allowed"),
        (Say(403, PAGE), Trouble.RIGHTS, "permiso de check-in"),
        (Say(404, PAGE), Trouble.WRONG_EVENT, "no tiene ese evento"),
        (Say(405, PAGE), Trouble.ANSWER, "405"),
        (Say(200, PAGE), Trouble.ANSWER, "llegó una página"),
        (Say(200, {"id": 1}, cut=4), Trouble.UNREACHABLE, "Se cortó"),
        (Say(200, b"\xff{"), Trouble.ANSWER, "dañada"),
        (Say(200, {"title": 5}), Trouble.ANSWER, "title"),
        (Say(502, b"bad gateway"), Trouble.SERVER, "502"),
        (Say(503, b"", {"retry-after": "9"}), Trouble.BUSY, "esperar"),
        (Say(302, b"", {"location": "https://login.example.org/"}), Trouble.ANSWER, "login"),
    ],
    ids=lambda value: value.value if isinstance(value, Trouble) else "",
)
def test_each_trouble_has_its_name_and_says_how_to_mend_it(server, source, answer, trouble, said):
    server.on(EVENT, answer)

    for ask in (source().check, lambda: list(source().pull({}))):
        with pytest.raises(SourceError) as caught:
            ask()
        assert caught.value.trouble is trouble
        assert said in str(caught.value)


def test_a_server_that_does_not_answer_in_time(server, source, monkeypatch):
    monkeypatch.setattr("kiosk.sources.http.READ_SECONDS", 0.2)
    server.on(EVENT, Say(hang=True))

    with pytest.raises(SourceError) as caught:
        source().check()

    assert caught.value.trouble is Trouble.UNREACHABLE


def test_a_rule_or_an_address_that_makes_no_sense_is_told_at_once():
    with pytest.raises(WrongUseError):
        IndicoSource("https://indico.example.org", "1", TOKEN, Options(rules={"x": "y"}))
    with pytest.raises(SourceError) as caught:
        IndicoSource("indico.example.org", "1", TOKEN)
    assert caught.value.trouble is Trouble.NAME


def test_an_event_s_id_stays_one_piece_of_the_path(server, source):
    with pytest.raises(SourceError):
        source("1/forms").check()

    assert server.paths() == ["/api/checkin/event/1%2Fforms/"]


@pytest.mark.parametrize(
    "code",
    [
        UUID,
        UUID.upper(),
        '{{"i":[2,"{url}","l+m4ARhPTqOh4Pdqo/VmLw=="]}}',
        '{{"i":[2,"{url}/","l+m4ARhPTqOh4Pdqo/VmLw==","Ng//xE1m9CasM4RKPuBCeA=="]}}',
        f'{{{{"checkin_secret":"{UUID}","server_url":"{{url}}","event_id":"1","version":1}}}}',
    ],
    ids=["uuid", "capitals", "ticket", "companion", "old ticket"],
)
def test_a_code_is_looked_up_whole(indico, source, code):
    indico.on(TICKET, Say(body=recorded("api/checkin_true")))
    text = code.format(url=indico.url) if "{" in code else code

    found = source(rules={"tag:CSIRT": "checkpoint:csirt"}).look_up(text)

    (registration,) = found.registrations
    assert registration.source_id == "1-1"
    assert registration.product == "Inscripción general"
    assert registration.person.organisation == "NIC Ejemplo"
    assert [visit.list_ref for visit in found.visits] == ["indico:1"]
    assert [invite.checkpoint for invite in found.invitations] == ["csirt"]
    assert found.cursor == {}
    assert (found.begins, found.ends, found.catalogue) == (False, False, None)


@pytest.mark.parametrize(
    "code",
    ["", "ABC123", "{", '{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}', "../event/1"],
)
def test_what_can_be_no_ticket_of_this_server_is_not_asked_for(indico, source, code):
    assert source().look_up(code) is None
    assert indico.asked == []


def test_a_code_that_indico_does_not_have_is_nobody_s(indico, source):
    indico.on(TICKET, Say(404, recorded("api/unknown")))

    assert source().look_up(UUID) is None


@pytest.mark.parametrize("change", [{"event_id": 2}, {"regform_id": 3}, {"regform_id": None}])
def test_a_ticket_of_another_event_or_form_is_not_ours(indico, source, change):
    indico.on(TICKET, Say(body={**recorded("api/detail_1"), **change}))

    assert source(forms=("1",)).look_up(UUID) is None


def test_who_was_looked_up_is_not_given_without_fields_by_the_next_pull(indico, source):
    indico.on(TICKET, Say(body=recorded("api/detail_1")))
    indico.on(f"{EVENT}forms/1/registrations/", Say(body=rows(1)[1:]))
    desk = source()
    cursor = list(desk.pull({}))[-1].cursor
    indico.on(f"{EVENT}forms/1/registrations/", Say(body=rows(1)))
    assert desk.look_up(UUID)

    said = [each for batch in desk.pull(cursor) for each in batch.registrations]

    assert [(each.source_id, each.person.organisation) for each in said] == [("1-1", "NIC Ejemplo")]


def test_a_look_up_does_not_wait_for_long(indico, source, monkeypatch):
    monkeypatch.setattr(module, "LOOK_UP_SECONDS", 0.2)
    indico.on(TICKET, Say(hang=True))

    with pytest.raises(SourceError) as caught:
        source().look_up(UUID)

    assert caught.value.trouble is Trouble.UNREACHABLE


def test_forms_are_shown_with_what_their_fields_seem_to_be(indico, source):
    indico.on(f"{EVENT}forms/1/registrations/", Say(body=rows(1)[:3]))

    seen = {form.form.id: form for form in source().forms()}

    assert list(seen) == ["1", "2", "3"]
    assert seen["1"].form.title == "Inscripción general"
    assert seen["1"].people == 5
    titles = {place.id: place.title for place in seen["1"].fields}
    assert {titles[number]: target for number, target in seen["1"].mapping.items()} == {
        "First Name": "given_name",
        "Last Name": "family_name",
        "Affiliation": "organisation",
        "Country": "country",
        "Categoría / Category": "roles",
        "Nombre en la credencial": "badge_name",
        "Foto consent": "photo_ok",
        "Acompañantes": "companions",
    }


def test_a_form_that_nobody_filled_in_shows_no_fields(server, source):
    put(server, {"1": []})

    (seen,) = source().forms()

    assert (seen.fields, seen.mapping) == ((), {})
    assert asked_details(server) == []


def test_what_was_confirmed_is_shown_again(indico, source):
    (seen,) = source(forms=("1",), mapping={"1": {"2": "badge_name"}}).forms()

    assert seen.mapping == {"2": "badge_name"}
