"""Each URI leads to its way; what is missing here is said in a sentence."""

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, Step
from kiosk.printing.backends.brother import BrotherBackend
from kiosk.printing.backends.folder import FolderBackend
from kiosk.printing.backends.ipp import IppBackend
from kiosk.printing.backends.registry import FOLDER, NO_WINDOW, backend_of, register
from kiosk.printing.backends.zpl import ZplBackend


@pytest.mark.parametrize(
    ("uri", "way"),
    [
        ("folder:", FolderBackend),
        ("folder:/srv/badges", FolderBackend),
        ("cups:Badge", IppBackend),
        ("ipp://10.0.0.7", IppBackend),
        ("IPPS://10.0.0.7", IppBackend),
        ("zpl://10.0.0.7?dpi=300", ZplBackend),
        ("brother://10.0.0.7", BrotherBackend),
    ],
)
def test_every_kind_has_its_way(uri, way, tmp_path):
    assert isinstance(backend_of(uri, tmp_path), way)


def test_the_profiles_own_folder(tmp_path):
    assert backend_of("folder:", tmp_path).status().name == str(tmp_path / FOLDER)
    assert backend_of("folder:/srv", tmp_path).status().name == "/srv"


@pytest.mark.parametrize("uri", ["", "lpt1", "http://host/", "ipp:"])
def test_no_printer(uri, tmp_path):
    with pytest.raises(WrongUseError):
        backend_of(uri, tmp_path)


@pytest.mark.parametrize(
    ("state", "remote", "after"),
    [
        (Step.WAITING, "", Delivery(Step.WAITING, NO_WINDOW)),
        (Step.SENT, READY, Delivery(Step.WAITING, NO_WINDOW)),
        (Step.SENT, BEGUN, Delivery(Step.SENT, NO_WINDOW, BEGUN)),
    ],
    ids=["new", "announced", "begun"],
)
def test_without_a_window_a_badge_for_the_systems_printers_waits(tmp_path, state, remote, after):
    way = backend_of("system:Badge", tmp_path)

    assert way.advance(Document("x", b"", ""), state, remote) == after
    assert (way.status().ready, way.status().reason) == (False, NO_WINDOW)


def test_the_window_registers_the_systems_printers_and_withdraws_them(tmp_path):
    here = FolderBackend(tmp_path)
    withdraw = register("system", lambda uri, folder: here)
    assert backend_of("system:Badge", tmp_path) is here

    withdraw()
    assert backend_of("system:Badge", tmp_path) is not here


def test_a_new_kind_can_be_registered_and_withdrawn(tmp_path):
    withdraw = register("pigeon", lambda uri, folder: FolderBackend(folder))
    assert isinstance(backend_of("pigeon:1", tmp_path), FolderBackend)

    withdraw()
    with pytest.raises(WrongUseError):
        backend_of("pigeon:1", tmp_path)
