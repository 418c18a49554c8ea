import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.http import Http
from tests.sources.certificates import DAY, authority_file, server_context
from tests.sources.scripted_server import Say, ScriptedServer


@pytest.fixture
def trouble(tmp_path):
    """What is wrong with a server that has such a certificate, None where nothing is."""

    def ask(*, known=True, **certificate):
        server = ScriptedServer(server_context(tmp_path, **certificate))
        server.on("/x", Say(body=["good"]))
        client = Http(
            server.url,
            ("Authorization", "Token x"),
            ca_file=authority_file(tmp_path) if known else None,
        )
        try:
            assert client.get("x").json() == ["good"]
        except SourceError as error:
            assert server.asked == []
            return error
        finally:
            client.close()
            server.stop()
        return None

    return ask


def test_an_own_authority_counts_where_its_file_is_given(trouble):
    assert trouble() is None


def test_without_its_file_an_own_authority_is_unknown(trouble):
    error = trouble(known=False)

    assert error.trouble is Trouble.TLS
    assert "CA" in str(error)


@pytest.mark.parametrize("host", ["10.0.0.9", "wifi.example"])
def test_a_certificate_of_another_server_is_named(trouble, host):
    error = trouble(host=host)

    assert error.trouble is Trouble.TLS
    assert "127.0.0.1" in str(error)
    assert "otro servidor" in str(error)


def test_a_certificate_that_has_expired_says_so_and_asks_for_the_date(trouble):
    error = trouble(begins=-9 * DAY, ends=-DAY)

    assert error.trouble is Trouble.TLS
    assert "venció" in str(error)
    assert "fecha" in str(error)


def test_a_certificate_that_has_not_begun_means_a_wrong_clock(trouble):
    error = trouble(begins=DAY, ends=9 * DAY)

    assert error.trouble is Trouble.CLOCK
    assert "fecha" in str(error)
