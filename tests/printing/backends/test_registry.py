"""Each URI leads to its way; what is missing here is said in a sentence."""

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.printing.backends.brother import BrotherBackend
from kiosk.printing.backends.folder import FolderBackend
from kiosk.printing.backends.ipp import IppBackend
from kiosk.printing.backends.registry import FOLDER, backend_of, register
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


def test_the_systems_printers_need_the_window_that_registers_them(tmp_path):
    with pytest.raises(WrongUseError, match="ventana"):
        backend_of("system:Badge", tmp_path)

    here = FolderBackend(tmp_path)
    withdraw = register("system", lambda uri, folder: here)
    assert backend_of("system:Badge", tmp_path) is here

    withdraw()
    with pytest.raises(WrongUseError, match="ventana"):
        backend_of("system:Badge", tmp_path)


def test_a_new_kind_can_be_registered_and_withdrawn(tmp_path):
    withdraw = register("pigeon", lambda uri, folder: FolderBackend(folder))
    assert isinstance(backend_of("pigeon:1", tmp_path), FolderBackend)

    withdraw()
    with pytest.raises(WrongUseError):
        backend_of("pigeon:1", tmp_path)
