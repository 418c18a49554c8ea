"""Encrypted printers: the first certificate is believed, another one later is a stranger."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.printing.backends.base import Delivery, Document, Step
from kiosk.printing.backends.ipp import CHANGED, ipp_backend
from kiosk.printing.ipp.pins import FILE, ChangedError, Pins

BADGE = Document("LAC46.K7PX42NQ-1", b"%PDF-1.4 a badge", "iso_a6_105x148mm")


def own_certificate(folder):
    """A self-signed certificate with its key, as printers make themselves."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "printer")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{made.serial_number}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def encrypted(stand_in, stand_in_handler, tmp_path):
    """The stand-in behind TLS; call it for a new certificate, as after a reset or by a stranger."""
    with ThreadingHTTPServer(("127.0.0.1", 0), stand_in_handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own_certificate(tmp_path))
        server.stand_in = stand_in
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        uri = f"ipps://127.0.0.1:{server.server_address[1]}/ipp/print"
        yield uri, lambda: context.load_cert_chain(own_certificate(tmp_path))
        server.shutdown()
        thread.join()


def test_another_certificate_than_at_first_gets_no_badge(encrypted, stand_in, tmp_path):
    uri, change = encrypted
    backend = ipp_backend(uri, tmp_path)
    announced = backend.advance(BADGE, Step.WAITING, "")
    assert announced == Delivery(Step.SENT, remote_job="1")

    change()
    assert backend.advance(BADGE, Step.SENT, "1") == Delivery(Step.SENT, CHANGED, "1")
    assert (backend.status().ready, backend.status().reason) == (False, CHANGED)
    assert stand_in.documents == []

    (tmp_path / FILE).unlink()
    assert backend.advance(BADGE, Step.SENT, "1").remote_job == "1!"


def test_each_address_has_its_own(tmp_path):
    pins = Pins(tmp_path)
    pins.check("one:631", b"certificate")
    pins.check("two:631", b"other")
    pins.check("one:631", b"certificate")

    with pytest.raises(ChangedError):
        Pins(tmp_path).check("one:631", b"other")
    assert len((tmp_path / FILE).read_text().splitlines()) == 2


def test_a_damaged_file_forgets_what_cannot_be_read(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe no line of ours\n\n")
    Pins(tmp_path).check("one:631", b"certificate")

    with pytest.raises(ChangedError):
        Pins(tmp_path).check("one:631", b"other")
