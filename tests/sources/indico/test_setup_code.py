import json

import pytest
from hypothesis import given, strategies

from kiosk.sources.indico.setup_code import SetUp, read

RECORDED = (
    '{"custom_code_handlers":{},"date":"2026-05-04T12:00:00+00:00","event_id":1,"regform_id":1,'
    '"regform_title":"Inscripci\\u00f3n general","server":{"base_url":"http://127.0.0.1:8099",'
    '"client_id":"c82a0cc8-251c-4a2f-8db4-338f9ba9f792","scope":"registrants"},'
    '"title":"Foro P\\u00fablico de Pol\\u00edticas 2026","version":2}'
)


def test_the_code_of_a_real_server():
    assert read(RECORDED) == SetUp(
        base_url="http://127.0.0.1:8099",
        event_id="1",
        form_id="1",
        event_title="Foro Público de Políticas 2026",
        form_title="Inscripción general",
    )


def test_a_server_below_a_path_and_ids_as_texts():
    code = {"event_id": "42", "server": {"base_url": "https://conf.example.org/indico/"}}

    assert read(json.dumps(code)) == SetUp("https://conf.example.org/indico", "42")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"i":[2,"indico.example.org","l+m4ARhPTqOh4Pdqo/VmLw=="]}',
        '{"event_id":1,"server":"https://indico.example.org"}',
        '{"event_id":1,"server":{"base_url":"indico.example.org"}}',
        '{"event_id":1,"server":{"base_url":"javascript:alert(1)"}}',
        '{"event_id":1,"server":{"base_url":"https://user@indico.example.org"}}',
        '{"event_id":null,"server":{"base_url":"https://indico.example.org"}}',
        '{"server":{"base_url":"https://indico.example.org"}}',
        "[" * 5000,
    ],
    ids=lambda text: text[:30] or "empty",
)
def test_other_texts_are_none(text):
    assert read(text) is None


@given(strategies.text(max_size=60))
def test_any_text_is_read_without_a_fault(text):
    assert read(text) is None or read(text).base_url
