from itertools import islice

import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.people import TicketState
from tests.sources.indico.recorded import (
    EVENT,
    asked_details,
    path_of,
    put,
    recorded,
    rows,
    whole,
)
from tests.sources.scripted_server import Say


def people(batches):
    """What a store knows in the end: the last word on each registration."""
    return {each.source_id: each for batch in batches for each in batch.registrations}


def settled(source):
    """The cursor of a run that came to its end."""
    return list(source.pull({}))[-1].cursor


def list_of(server, form_id, found):
    server.on(f"{EVENT}forms/{form_id}/registrations/", Say(body=found))


def test_the_lists_come_first_and_are_enough_to_open_a_door(indico, source):
    first = next(source().pull({}))

    assert indico.paths() == [
        EVENT,
        f"{EVENT}forms/",
        *(f"{EVENT}forms/{form}/registrations/" for form in (1, 2, 3)),
    ]
    assert (first.begins, first.ends) == (True, True)
    assert len(first.registrations) == first.total == 12
    assert first.done == 0
    assert all(each.code and each.person.full_name for each in first.registrations)


def test_the_first_batch_says_what_there_is_and_whose_codes_are_ours(indico, source):
    first = next(source().pull({}))

    names = [product.name["en"] for product in first.catalogue.products]
    assert names == [
        "Inscripción general",
        "FIRST Symposium (3 días)",
        "Member Assembly (invitation only)",
    ]
    assert first.catalogue.servers == (indico.url,)
    assert first.catalogue.whole.name["es"] == "Foro Público de Políticas 2026"
    assert first.catalogue.whole.starts.isoformat() == "2026-05-04T12:00:00+00:00"
    assert [document.kind for document in first.documents] == ["event"]
    assert first.checkpoints is None


def test_every_registration_is_then_fetched_with_its_fields_newest_first(indico, source):
    batches = list(source().pull({}))

    assert asked_details(indico) == [
        *("3-12", "3-11", "3-10", "3-9", "2-8", "2-7", "2-6", "2-5", "1-4", "1-3", "1-2", "1-1")
    ]
    known = people(batches)
    assert known["1-1"].person.organisation == "NIC Ejemplo"
    assert known["1-1"].person.badge_name == "María"
    assert known["3-12"].person.full_name == "Li Wei 李伟"
    assert batches[-1].done == 12
    assert [batch.begins for batch in batches] == [True, False]
    assert [batch.ends for batch in batches] == [True, False]


def test_the_server_s_own_token_header_is_sent_everywhere(indico, source):
    list(source().pull({}))

    assert {asked.headers["authorization"] for asked in indico.asked} == {
        "Bearer indp_0123456789abcdefABCDEF"
    }


def test_a_later_run_asks_for_the_lists_only_where_nothing_has_changed(indico, source):
    cursor = settled(source())
    indico.asked.clear()

    batches = list(source().pull(cursor))

    assert asked_details(indico) == []
    assert [batch.registrations for batch in batches] == [()]
    assert not batches[0].begins
    assert batches[0].gone == ()
    assert batches[0].cursor == cursor
    assert batches[0].catalogue is not None


def test_who_changed_is_fetched_and_keeps_the_organisation_meanwhile(indico, source):
    cursor = settled(source())
    indico.asked.clear()
    paid = {**rows(2)[1], "state": "complete", "is_paid": True}
    list_of(indico, 2, [rows(2)[0], paid, *rows(2)[2:]])
    indico.on(path_of(paid), Say(body=whole(paid)))

    batches = list(source().pull(cursor))

    assert asked_details(indico) == ["2-6"]
    said = [each for batch in batches for each in batch.registrations]
    assert [(each.state, each.person.organisation) for each in said] == [
        (TicketState.PAID, "IX São Paulo")
    ]


def test_a_few_new_ones_come_with_their_own_names_at_once(indico, source):
    list_of(indico, 3, rows(3)[:3])
    cursor = settled(source())
    late = {**rows(3)[3], "full_name": "李伟, L. W."}
    list_of(indico, 3, [*rows(3)[:3], late])

    said = [each for batch in source().pull(cursor) for each in batch.registrations]

    assert [each.person.full_name for each in said] == ["Li Wei 李伟"]


def test_many_new_ones_come_with_the_list_and_then_whole(server, source):
    found = [
        {**rows(1)[1], "id": number, "email": f"p{number}@example.net"} for number in range(60)
    ]
    put(server, {"1": found[:1]})
    cursor = settled(source())
    put(server, {"1": found})

    batches = list(source().pull(cursor))

    assert [len(batch.registrations) for batch in batches] == [59, 50, 9]
    assert not any(batch.begins or batch.ends for batch in batches)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"tags": [{"id": 4, "title": "Fellow", "color": "red"}]}, id="tag"),
        pytest.param({"checked_in": True, "checked_in_dt": "2026-05-04T13:00:00+00:00"}, id="in"),
        pytest.param({"email": "other@example.net"}, id="address"),
        pytest.param({"full_name": "María Núñez"}, id="name"),
        pytest.param({"checkin_secret": "97e9b801-184f-4ea3-a1e0-f76aa3f56630"}, id="code"),
    ],
)
def test_any_change_of_a_row_is_seen(indico, source, change):
    cursor = settled(source())
    indico.asked.clear()
    list_of(indico, 1, [{**rows(1)[0], **change}, *rows(1)[1:]])

    list(source().pull(cursor))

    assert asked_details(indico) == ["1-1"]


def test_who_is_missing_from_a_whole_list_is_gone(indico, source):
    cursor = settled(source())
    list_of(indico, 1, rows(1)[1:])

    batch, *_ = source().pull(cursor)

    assert batch.gone == ("1-1",)
    assert next(source().pull(batch.cursor)).gone == ()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Say(500, {"error": "boom"}), id="broken"),
        pytest.param(Say(200, b"<html>Wi-Fi</html>"), id="page"),
        pytest.param(Say(200, [{"id": 1}], cut=5), id="cut"),
        pytest.param(Say(200, {"results": []}), id="no list"),
        pytest.param(Say(200, [{"full_name": "without id"}]), id="no id"),
        pytest.param(Say(200, ["text"]), id="texts"),
    ],
)
def test_nobody_is_gone_where_one_list_has_not_come_whole(indico, source, answer):
    cursor = settled(source())
    list_of(indico, 1, [])
    indico.on(f"{EVENT}forms/3/registrations/", answer)

    with pytest.raises(SourceError):
        list(source().pull(cursor))


def test_who_is_deleted_while_we_ask_is_gone(indico, source):
    indico.on(path_of(rows(3)[3]), Say(404, recorded("api/unknown")))

    batches = list(source().pull({}))

    assert batches[1].gone == ("3-12",)
    assert "3-12" not in {each.source_id for each in batches[1].registrations}
    assert "12:" not in batches[-1].cursor["3"]


def test_a_run_that_was_cut_goes_on_where_it_was(indico, source):
    indico.on(path_of(rows(1)[0]), Say(500, {}), Say(body=recorded("api/detail_1")))
    run = source().pull({})
    first = next(run)
    with pytest.raises(SourceError) as caught:
        next(run)
    indico.asked.clear()

    batches = list(source().pull(first.cursor))

    assert caught.value.trouble is Trouble.SERVER
    assert len(asked_details(indico)) == 12
    assert batches[-1].done == 12


def test_details_that_have_come_are_not_fetched_twice(server, source):
    found = [
        {**rows(1)[1], "id": number, "email": f"p{number}@example.net"} for number in range(60)
    ]
    put(server, {"1": found})
    run = source().pull({})
    _, some = islice(run, 2)
    run.close()
    server.asked.clear()

    batches = list(source().pull(some.cursor))

    assert [len(batch.registrations) for batch in batches] == [0, 10]
    assert asked_details(server) == [f"1-{number}" for number in range(9, -1, -1)]
    assert batches[-1].done == batches[-1].total == 60


def test_large_lists_come_in_pieces_of_which_the_first_begins_and_the_last_ends(server, source):
    found = [
        {**rows(1)[1], "id": number, "email": f"p{number}@example.net"} for number in range(450)
    ]
    put(server, {"1": found})

    batches = list(islice(source().pull({}), 4))

    assert [len(batch.registrations) for batch in batches] == [200, 200, 50, 50]
    assert [batch.begins for batch in batches] == [True, False, False, False]
    assert [batch.ends for batch in batches] == [False, False, True, False]
    assert [batch.catalogue is not None for batch in batches] == [True, False, False, False]
    assert all(batch.total == 450 for batch in batches)


def test_a_full_run_brings_all_again_and_nobody_without_fields(indico, source):
    cursor = settled(source())
    indico.asked.clear()

    batches = list(source().pull(cursor, full=True))

    assert len(asked_details(indico)) == 12
    said = [each for batch in batches for each in batch.registrations]
    assert len(said) == 12
    assert all(each.person.organisation for each in said)
    assert (batches[0].begins, batches[0].ends, batches[-1].ends) == (True, False, True)


def test_one_registration_that_makes_no_sense_stays_as_the_list_has_it(indico, source):
    indico.on(path_of(rows(1)[2]), Say(body={"id": "nobody"}))

    known = people(source().pull({}))

    assert known["1-3"].person.full_name == "Siobhán O'Brien"
    assert known["1-3"].person.organisation == ""
    assert known["1-1"].person.organisation == "NIC Ejemplo"


def test_another_reading_brings_everybody_again_with_all_fields(indico, source):
    cursor = settled(source())

    batches = list(source(rules={"tag:IX": "role:sponsor"}).pull(cursor))

    said = [each for batch in batches for each in batch.registrations]
    assert len(said) == 12
    assert people(batches)["2-6"].person.roles == ("sponsor", "fellow")
    assert all(each.person.organisation for each in said)


def test_only_the_chosen_forms_are_read(indico, source):
    batches = list(source(forms=("2",)).pull({}))

    assert {each.product_id for batch in batches for each in batch.registrations} == {"2"}
    assert f"{EVENT}forms/1/registrations/" not in indico.paths()


def test_a_chosen_form_that_is_not_there_is_named_and_nobody_is_gone(indico, source):
    with pytest.raises(SourceError) as caught:
        list(source(forms=("2", "9")).pull({"9": "4:abcd0123"}))

    assert caught.value.trouble is Trouble.WRONG_EVENT
    assert str(caught.value).startswith("El evento no tiene el formulario 9; los que hay: 1 (Inscr")


def test_an_event_without_forms_or_people_is_still_an_event(server, source):
    put(server, {})

    (batch,) = source().pull({})

    assert (batch.begins, batch.ends, batch.registrations) == (True, True, ())
    assert batch.catalogue.whole.name["pt"] == "Foro Público de Políticas 2026"


@pytest.mark.parametrize(
    "cursor",
    [
        {"1": "not a cursor"},
        {"1": "1:"},
        {"": "::"},
        {"modified": "2026-11-21T23:59:34Z"},
    ],
    ids=repr,
)
def test_a_cursor_that_makes_no_sense_is_a_beginning(indico, source, cursor):
    assert next(source().pull(cursor)).begins


def test_fields_that_staff_are_to_see_are_questions_with_answers(indico, source):
    list_of(indico, 1, rows(1)[:3])
    mapping = {"1": {"2": "given_name", "3": "family_name", "16": "shown", "14": "shown"}}

    batches = list(source(mapping=mapping).pull({}))

    asked = batches[0].catalogue.questions
    assert [(q.id, q.text["es"], q.type.value, q.shown, q.at_checkin) for q in asked] == [
        ("16", "Certificado", "B", True, False),
        ("14", "Reuniones", "S", True, False),
    ]
    assert people(batches)["1-1"].answers == {
        "14": "CSIRT meeting; Member Assembly",
        "16": "true",
    }
