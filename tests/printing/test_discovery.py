"""Printers are found: those of CUPS, those that announce themselves, and a typed address."""

import socket
from contextlib import closing

import pytest
from zeroconf import ServiceInfo, Zeroconf

from kiosk.domain.errors import WrongUseError
from kiosk.printing import mdns, typed_printer
from kiosk.printing.discovery import found
from kiosk.printing.ipp.wire import KEYWORD, NAME, Value
from kiosk.printing.typed_printer import typed
from kiosk.printing.zpl import questions
from tests.patience import until

HERE = ["127.0.0.1"]


@pytest.fixture
def announce():
    """Let a printer announce itself on this machine only: announce(kind, name, port, words)."""
    with closing(Zeroconf(interfaces=HERE)) as network:

        def register(kind, name, port, **words):
            network.register_service(
                ServiceInfo(
                    kind,
                    f"{name}.{kind}",
                    port=port,
                    addresses=[socket.inet_aton("127.0.0.1")],
                    properties=words,
                    server="printer-of-a-test.local.",
                ),
                cooperating_responders=True,  # the name is ours: nobody is asked first
            )

        yield register
        network.unregister_all_services()


def mine(*ports):
    """What is found of this test's own: others may announce printers on this machine too."""
    places = tuple(f"127.0.0.1:{port}" for port in ports)
    all_found = found(interfaces=HERE)
    return [one for one in all_found if any(place in one.uri for place in places)]


def seen(*ports):
    """The same, looked for until it is there: on a busy machine an answer may come late."""
    return until(lambda: mine(*ports))


@pytest.fixture
def no_cups(monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


def test_an_announced_printer_is_found_with_its_state(announce, stand_in, no_cups):
    announce(mdns.IPP, "Badge one", stand_in.port, rp="ipp/print", ty="Badge maker 3")
    announce(mdns.IPPS, "Badge one", stand_in.port, rp="ipp/print", ty="Badge maker 3")
    stand_in.reasons = ["cover-open-error"]
    (one,) = seen(stand_in.port)

    assert (one.uri, one.name) == (stand_in.uri, "Badge maker 3")
    assert (one.ready, one.reason) == (False, "La tapa de la impresora está abierta.")
    assert one.said == "cover-open-error"


def test_a_queue_of_cups_that_announces_itself_is_listed_once(announce, stand_in, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{stand_in.port}")
    announce(mdns.IPP, "Badge @ desk", stand_in.port, rp="printers/Badge")

    assert "cups:Badge" in [one.uri for one in found(interfaces=HERE)]
    assert mine(stand_in.port) == []


def test_a_printer_that_announces_itself_and_does_not_answer(announce, no_cups):
    announce(mdns.IPP, "Gone", 1)
    (one,) = seen("1/")

    assert (one.uri, one.name, one.ready) == ("ipp://127.0.0.1:1/ipp/print", "Gone", False)


def test_a_label_printer_is_found_by_its_make_and_a_laser_at_that_port_is_not(
    announce, zebra, no_cups
):
    announce(mdns.RAW, "Zebra", zebra.port, ty="Zebra ZD421-203dpi")
    announce(mdns.RAW, "Laser", zebra.port, ty="LaserJet 4")

    assert [(one.uri, one.ready) for one in seen(zebra.port)] == [(zebra.uri, True)]


def test_without_a_network_nothing_is_found(monkeypatch, no_cups):
    def no_network(*args, **more):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(mdns, "Zeroconf", no_network)

    assert found() == []


@pytest.mark.parametrize(
    ("kind", "words", "uri"),
    [
        (mdns.IPP, {}, "ipp://10.0.0.5:80/ipp/print"),
        (mdns.IPP, {"rp": "/printers/Mesa 3"}, "ipp://10.0.0.5:80/printers/Mesa%203"),
        (mdns.IPPS, {"rp": "ipp"}, "ipps://10.0.0.5:80/ipp"),
        (mdns.RAW, {"usb_MFG": "Zebra Technologies"}, "zpl://10.0.0.5:80"),
        (mdns.RAW, {"usb_CMD": "ZPL"}, "zpl://10.0.0.5:80"),
        (
            mdns.RAW,
            {"ty": "Brother QL-820NWB"},
            "brother://10.0.0.5:80?model=QL-820NWB&label=62x100",
        ),
        (mdns.RAW, {"ty": "Brother HL-L2350DW"}, ""),
        (mdns.RAW, {}, ""),
    ],
)
def test_what_a_printer_says_of_itself(kind, words, uri):
    assert mdns.uri_of(kind, "10.0.0.5", 80, words) == uri


@pytest.fixture
def quick(monkeypatch):
    """For peers that never answer: nobody waits for them."""
    monkeypatch.setattr(questions, "PATIENCE", 0.1)
    monkeypatch.setattr(typed_printer, "_SECONDS", 0.1)


@pytest.mark.parametrize("text", ["folder:", " cups:Badge ", "zpl://10.0.0.5", "ipp://10.0.0.5"])
def test_a_whole_uri_stays_as_it_is(text, tmp_path):
    assert typed(text, tmp_path) == [text.strip()]


def test_an_address_where_ipp_answers(stand_in, tmp_path, quick):
    place = f"127.0.0.1:{stand_in.port}"

    assert f"ipp://{place}/ipp/print" in typed(place, tmp_path)


def test_an_address_where_a_zebra_answers(zebra, tmp_path, quick):
    zebra.dots = 12

    assert typed(f"127.0.0.1:{zebra.port}", tmp_path)[-1] == f"{zebra.uri}?dpi=300"


def test_an_address_where_a_brother_answers(brother, tmp_path, quick):
    brother.roll = (62, 0)

    assert typed(f"127.0.0.1:{brother.port}", tmp_path) == [
        f"brother://127.0.0.1:{brother.port}?label=62"
    ]


def test_an_address_where_somebody_listens_and_says_nothing(zebra, tmp_path, quick):
    zebra.answers = False
    place = f"127.0.0.1:{zebra.port}"

    assert typed(place, tmp_path) == [f"zpl://{place}?confirm=no", f"brother://{place}?confirm=no"]


@pytest.mark.parametrize("text", ["127.0.0.1:1", "[::1]:1"])
def test_nobody_there_is_told(text, tmp_path):
    with pytest.raises(WrongUseError, match="Nadie responde"):
        typed(text, tmp_path)


@pytest.mark.parametrize("text", ["", "my printer", "http://x/", "10.0.0.5:high", "[::1"])
def test_what_is_no_address_is_told(text, tmp_path):
    with pytest.raises(WrongUseError, match="No se entiende"):
        typed(text, tmp_path)


def test_a_state_is_asked_of_every_queue(stand_in, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{stand_in.port}")
    stand_in.extra["printer-info"] = Value(NAME, ["Mesa 3"])
    stand_in.extra["printer-state-reasons"] = Value(KEYWORD, ["media-jam-error"])
    one = found(interfaces=HERE)[0]

    assert (one.uri, one.name, one.ready) == ("cups:Badge", "Mesa 3", False)
