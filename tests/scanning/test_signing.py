"""Keys that are made here are verified by what verifies all others."""

import base64

import pytest

from kiosk.scanning.signature import verified_bytes
from kiosk.scanning.signing import new_key, public_key, public_keys, signer


def test_what_a_key_signs_its_public_key_verifies_and_nothing_else():
    secret, other = new_key(), new_key()
    signature = signer(secret)(b"payload")
    keys = public_keys(public_key(secret))

    assert len(signature) == 64
    assert verified_bytes(b"payload", signature, keys)
    assert not verified_bytes(b"payloaD", signature, keys)
    assert not verified_bytes(b"payload", signature[::-1], keys)
    assert not verified_bytes(b"payload", signature, public_keys(public_key(other)))


def test_every_key_is_new():
    assert len({new_key() for _ in range(8)}) == 8


def test_a_file_of_several_keys_is_read_whole():
    secrets = [new_key() for _ in range(3)]
    pem = "# ours\r\n" + "\n".join(map(public_key, secrets)).replace("\n", "\r\n")

    keys = public_keys(pem)

    assert len(keys) == 3
    for secret in secrets:
        assert verified_bytes(b"x", signer(secret)(b"x"), keys)


@pytest.mark.parametrize(
    "text", ["", "no key", "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"]
)
def test_a_text_without_key_verifies_nothing(text):
    assert not verified_bytes(b"x", bytes(64), public_keys(text))


@pytest.mark.parametrize("secret", ["", "ñ", "AAAA", base64.b64encode(bytes(31)).decode()])
def test_a_secret_that_is_none_is_told(secret):
    with pytest.raises(ValueError, match=r".+"):
        signer(secret)


def test_the_public_key_is_a_pem_that_other_programs_read():
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    assert load_pem_public_key(public_key(new_key()).encode())
