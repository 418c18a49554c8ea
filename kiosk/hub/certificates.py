"""The hub's own certificate authority and its servers' certificates; asks no authority outside.

Each hub has an authority of its own that signs nothing but its servers, so every certificate of it
may stand for every server: stations ask for SERVER_NAME whatever address they have dialled, and a
server that got another address from the network stays trusted.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SERVER_NAME = "kiosk-hub"
"""The name that stands in every certificate of a hub's server."""
_BEFORE = timedelta(days=30)
"""Valid from so long ago, since clocks of stations may be wrong."""
_VALID = timedelta(days=800)
_FINGERPRINT_BYTES = 12
"""96 bits of SHA-256: more than anybody can search for a second certificate, few to type."""


@dataclass(frozen=True, slots=True)
class KeyAndCertificate:
    """PEM texts of a private key and its certificate."""

    key: str
    certificate: str


def new_authority(name: str, now: datetime) -> KeyAndCertificate:
    """An authority for the hub of that event, from `now` (aware) on."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"kiosk {name}")
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    built = (
        _builder(subject, subject, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _texts(key, built)


def new_server(
    authority: KeyAndCertificate, hosts: Sequence[str], now: datetime
) -> KeyAndCertificate:
    """A server's key, and its certificate for SERVER_NAME and those host names or IP addresses.

    The authority's own certificate stands behind it: stations that join ask for it there.
    """
    loaded = serialization.load_pem_private_key(authority.key.encode(), None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError
    issuer = x509.load_pem_x509_certificate(authority.certificate.encode())
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(SERVER_NAME), *(_host(host) for host in dict.fromkeys(hosts))]
    usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(loaded.public_key())
    built = (
        _builder(_name(SERVER_NAME), issuer.subject, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        .add_extension(signer, critical=False)
        .sign(loaded, hashes.SHA256())
    )
    made = _texts(key, built)
    return KeyAndCertificate(made.key, made.certificate + authority.certificate)


def fingerprint(certificate_pem: str) -> bytes:
    """The first 12 bytes of the SHA-256 of a certificate."""
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())
    return certificate.fingerprint(hashes.SHA256())[:_FINGERPRINT_BYTES]


def as_pem(certificate_der: bytes) -> str:
    """A certificate as a handshake carries it, as PEM; ValueError where it is none."""
    certificate = x509.load_der_x509_certificate(certificate_der)
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + _VALID)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])  # X.520: 64 at most


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _texts(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> KeyAndCertificate:
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return KeyAndCertificate(secret.decode(), public.decode())
