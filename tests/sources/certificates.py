"""Certificates for servers on loopback, made on the spot; no key of theirs is used elsewhere."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@cache
def _key(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def authority() -> x509.Certificate:
    """Whom the tests believe where they are told to."""
    key, now = _key("authority"), datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name("Test authority"))
        .issuer_name(_name("Test authority"))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - 900 * DAY)
        .not_valid_after(now + 900 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def server_context(
    folder: Path, *, host: str = "127.0.0.1", begins: timedelta = -DAY, ends: timedelta = DAY
) -> ssl.SSLContext:
    """A server with a certificate for `host`, signed by the authority; days from now."""
    key, now = _key("server"), datetime.now(UTC)
    known = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    issuer = _key("authority").public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(host))
        .issuer_name(_name("Test authority"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
        .sign(_key("authority"), hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def authority_file(folder: Path) -> Path:
    """The authority's certificate as a PEM file."""
    path = folder / "authority.pem"
    path.write_bytes(authority().public_bytes(serialization.Encoding.PEM))
    return path
