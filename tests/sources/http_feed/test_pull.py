import gzip
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.delivery import PushJob, PushKind
from kiosk.domain.feed import SourceError
from kiosk.sources.http_feed.answers import conditions
from tests.sources.file.test_source import pulled
from tests.sources.lists import ANA, LUIS, READING, csv_of, ids, many, xlsx_at
from tests.sources.scripted_server import DATE, Say

BEFORE, SAME_SECOND = "Sat, 21 Nov 2026 10:00:00 GMT", "Sun, 22 Nov 2026 00:05:37 GMT"


def test_a_list_comes_whole_once_and_again_when_it_changed(server, open_):
    server.on("/list", Say(body=csv_of(ANA)), Say(body=csv_of(ANA)), Say(body=csv_of(ANA, LUIS)))
    source = open_()

    first, cursor = pulled(source)
    again, cursor = pulled(source, cursor)
    changed, _ = pulled(source, cursor)

    assert (first, again, changed) == (["1"], [], ["1", "2"])


def test_a_pull_begins_and_ends_and_says_the_servers_time(server, open_):
    server.on("/list", Say(body=many(450)))

    batches = list(open_().pull({}))

    assert [(b.begins, b.ends) for b in batches] == [(True, False), (False, False), (False, True)]
    assert [dict(b.cursor) for b in batches[:2]] == [{}, {}]
    assert f"{batches[0].server_time:%a, %d %b %Y %H:%M:%S GMT}" == DATE


def test_a_pull_that_was_cut_begins_anew(server, open_):
    server.on("/list", Say(body=many(450), headers={"etag": '"1"'}))
    source = open_()
    pull = source.pull({})
    cut = next(pull).cursor
    pull.close()

    assert len(pulled(source, dict(cut))[0]) == 450


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"etag": '"v1"'}, {"if-none-match": '"v1"'}),
        ({"etag": 'W/"v1"', "last-modified": BEFORE}, {"if-none-match": 'W/"v1"'}),
        ({"last-modified": BEFORE}, {"if-modified-since": BEFORE}),
        ({"last-modified": SAME_SECOND}, {}),
        ({"last-modified": "yesterday"}, {}),
        ({"etag": "ä"}, {}),
        ({}, {}),
    ],
    ids=["etag", "weak", "moment", "same second", "no date", "no header", "nothing"],
)
def test_the_server_is_told_what_is_known(server, open_, said, asked):
    server.on("/list", Say(body=csv_of(ANA), headers=said), Say(304, b""))
    source = open_()
    _, cursor = pulled(source)

    if asked:
        assert pulled(source, cursor)[0] == []
    assert conditions(cursor) == asked
    sent = server.asked[-1].headers
    assert {name: sent[name] for name in sent if name.startswith("if-")} == asked


def test_an_unchanged_list_is_no_news_for_another_run_of_the_program(server, open_):
    server.on("/list", Say(body=csv_of(ANA), headers={"etag": '"1"'}), Say(304, b""))
    _, cursor = pulled(open_())

    assert pulled(open_(), cursor)[0] == []


def test_a_new_tag_of_the_same_list_is_used_the_next_time(server, open_):
    answers = [Say(body=csv_of(ANA), headers={"etag": f'"{n}"'}) for n in (1, 2)]
    server.on("/list", *answers, Say(304, b""))
    source = open_()
    _, cursor = pulled(source)

    assert [pulled(source, cursor)[0] for _ in range(2)] == [[], []]
    assert [a.headers.get("if-none-match") for a in server.asked] == [None, '"1"', '"2"']


def test_everything_comes_where_it_is_asked_for(server, open_):
    server.on("/list", Say(body=csv_of(ANA), headers={"etag": '"1"'}))
    source = open_()
    _, cursor = pulled(source)

    assert pulled(source, cursor, full=True)[0] == ["1"]
    assert "if-none-match" not in server.asked[-1].headers


def test_another_reading_fetches_the_same_list_again(server, open_):
    server.on("/list", Say(body=csv_of(ANA), headers={"etag": '"1"'}))
    _, cursor = pulled(open_())

    assert pulled(open_(reading=replace(READING, zone=ZoneInfo("UTC"))), cursor)[0] == ["1"]
    assert "if-none-match" not in server.asked[-1].headers


def test_unchanged_is_no_answer_where_nothing_was_known(server, open_):
    server.on("/list", Say(304, b""))

    with pytest.raises(SourceError):
        pulled(open_())


@pytest.mark.parametrize("kind", ["text/html", "application/json", "image/png", ""])
def test_the_content_decides_whatever_its_type_says(server, open_, tmp_path, kind):
    book = xlsx_at(tmp_path / "x.xlsx", ANA).read_bytes()
    people = b'{"people": [{"source_id": "1", "full_name": "Ana"}]}'
    for body in (csv_of(ANA), csv_of(ANA).decode().encode("utf-16"), book, people):
        server.on("/list", Say(body=body, headers={"content-type": kind}))
        assert pulled(open_())[0] == ["1"]


def test_a_list_may_come_packed_or_in_chunks(server, open_):
    packed = gzip.compress(csv_of(ANA))
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (csv_of(), b"2,Luis,\n")) + b"0\r\n\r\n"
    )
    server.then(Say(body=packed, headers={"content-encoding": "gzip"}))
    server.then(Say(body=chunks, headers={"transfer-encoding": "chunked"}))

    assert [pulled(open_())[0] for _ in range(2)] == [["1"], ["2"]]


def test_the_query_of_an_address_is_kept_and_its_fragment_is_not_sent(server, open_):
    server.on("/a b/list.csv", Say(404))
    server.on("/a%20b/list.csv", Say(body=csv_of(ANA)))

    assert pulled(open_("/a b/list.csv?key=x%2By&day=1#top"))[0] == ["1"]
    assert server.asked[0].asked == {"key": "x+y", "day": "1"}


def test_rows_that_were_left_out_are_told(server, open_):
    server.on("/list", Say(body=csv_of(ANA, ("2", "", ""))))

    (batch,) = open_().pull({})

    assert [problem.row for problem in batch.problems] == [3]
    assert ids([batch]) == ["1"]


def test_what_is_given_back_goes_nowhere_and_nobody_is_looked_up(server, open_):
    source = open_()
    job = PushJob("e1", PushKind.CHECK_IN, datetime(2026, 10, 5, tzinfo=UTC))

    assert list(source.push([job])) == []
    assert source.look_up("LAC.123") is None
    assert server.asked == []
