"""Signatures of codes: the recorded one, our own keys, and keys that are none."""

import base64
import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.signed_ticket import Envelope, read
from kiosk.scanning.signature import verified

FIXTURE = Path(__file__).parents[1] / "fixtures" / "pretix" / "signed_code.json"
RECORDED = json.loads(FIXTURE.read_text("utf-8"))
KEYS = tuple(RECORDED["valid_keys"]["pretix_sig1"])

# A public key of NIST P-256, as `openssl ecparam -name prime256v1 -genkey | openssl ec -pubout`.
OTHER_KIND = base64.b64encode(
    b"-----BEGIN PUBLIC KEY-----\n"
    b"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
    b"6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
    b"-----END PUBLIC KEY-----\n"
).decode()


def test_the_recorded_code_was_signed_by_the_recorded_key(signer):
    envelope = read(RECORDED["secret"])

    assert verified(envelope, KEYS)
    assert verified(envelope, (signer.key("K1"), *KEYS))
    assert not verified(envelope, (signer.key("K1"),))
    assert not verified(envelope, ())


@pytest.mark.parametrize("name", ["K1", "K2"])
def test_any_listed_key_may_match(signer, name):
    keys = (signer.key("K1"), signer.key("K2"))

    assert verified(read(signer.sign(key=name)), keys)


@given(place=st.integers(0, 16 + 64), bit=st.integers(0, 7))
def test_every_changed_bit_of_payload_and_signature_is_noticed(place, bit):
    envelope = read(RECORDED["secret"])
    raw = bytearray(envelope.payload + envelope.signature)
    raw[place] ^= 1 << bit
    payload, signature = bytes(raw[:17]), bytes(raw[17:])

    assert not verified(Envelope(payload, signature, envelope.ticket), KEYS)


@pytest.mark.parametrize("size", [0, 1, 63, 65, 4000])
def test_a_signature_of_another_size_is_none(size):
    envelope = read(RECORDED["secret"])

    assert not verified(Envelope(envelope.payload, bytes(size), envelope.ticket), KEYS)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("", id="nothing"),
        pytest.param("%%%", id="no base64"),
        pytest.param("ünïcode", id="not even ASCII"),
        pytest.param(base64.b64encode(b"\x00\xff").decode(), id="no PEM"),
        pytest.param(
            base64.b64encode(
                b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            ).decode(),
            id="no key",
        ),
        pytest.param(OTHER_KIND, id="another kind of key"),
    ],
)
def test_a_broken_key_is_skipped_and_logged_once_without_its_content(broken, caplog):
    from kiosk.scanning import signature

    signature._key.cache_clear()
    envelope = read(RECORDED["secret"])

    with caplog.at_level(logging.WARNING):
        assert verified(envelope, (broken, *KEYS))
        assert verified(envelope, (broken, *KEYS))

    assert len(caplog.records) == 1
    assert not broken or broken not in caplog.text
