"""`kiosk scan --ask-source`: an unknown code is asked for once, and no trouble stops the scan."""

import pytest

from tests.sources.indico import recorded
from tests.sources.scripted_server import Say, ScriptedServer


@pytest.fixture
def server():
    """The recorded event, whose lists are still empty."""
    made = ScriptedServer()
    recorded.put(made, {"1": []})
    yield made
    made.stop()


@pytest.fixture
def late():
    """Somebody who registered after the list came."""
    return next(one for one in recorded.rows(1) if one["state"] == "complete")


@pytest.fixture
def synced(empty, server, tmp_path):
    token = tmp_path / "token"
    token.write_text(recorded.TOKEN)
    where = ("--url", server.url, "--event", "1", "--token-file", token)
    assert empty("source", "add", "indico", *where).code == 0
    assert empty("sync").code == 0
    server.asked.clear()
    return empty


def test_an_unknown_code_is_asked_for_and_let_in(synced, server, late):
    uuid = late["checkin_secret"]
    server.on(
        f"/api/checkin/ticket/{uuid}", Say(body=recorded.whole({**late, "checked_in": False}))
    )

    done = synced("scan", uuid, "--checkpoint", "entrance", "--ask-source")

    assert done.code == 0, done.out
    assert synced("search", late["email"], "--json").code == 0


def test_without_the_option_nobody_is_asked(synced, server, late):
    done = synced("scan", late["checkin_secret"], "--checkpoint", "entrance")

    assert done.code == 1
    assert server.asked == []


@pytest.mark.parametrize(
    "answer",
    [Say(404, {}), Say(502, b"<html>Bad Gateway</html>"), Say(401, {}), Say(body=b"{", cut=1)],
    ids=["unknown", "a page", "no token", "cut"],
)
def test_trouble_with_the_source_is_no_reason_to_fail(synced, server, late, answer):
    uuid = late["checkin_secret"]
    server.on(f"/api/checkin/ticket/{uuid}", answer)

    done = synced("scan", uuid, "--checkpoint", "entrance", "--ask-source", "--json")

    assert done.code == 1
    assert done.json["reason"] == "invalid"


def test_a_known_code_asks_nobody(synced, server, late):
    uuid = late["checkin_secret"]
    server.on(
        f"/api/checkin/ticket/{uuid}", Say(body=recorded.whole({**late, "checked_in": False}))
    )
    synced("scan", uuid, "--checkpoint", "entrance", "--ask-source")
    server.asked.clear()

    assert synced("scan", uuid, "--checkpoint", "lunch", "--ask-source").code == 0
    assert server.asked == []
