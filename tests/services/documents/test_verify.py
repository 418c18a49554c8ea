"""A certificate is believed by its signature, and by the journal where there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.certificate import payload_of, text_of
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.scanning.signing import new_key, public_key, signer
from kiosk.services import certificate_journal
from kiosk.services.certificate_key import FILE, known_keys
from kiosk.services.certificates import CertificateOptions, write_certificates
from kiosk.services.correct import correct
from kiosk.services.verify_certificate import Proof, verify


@pytest.fixture
def pdf(attended):
    out = attended.folder / "all.pdf"
    write_certificates(attended, CertificateOptions(), out)
    return out


@pytest.fixture
def ana(attended, pdf):
    every = certificate_journal.every(attended).values()
    return next(one for one in every if one.person_id == "ana")


def test_code_qr_and_pdf_say_the_same(attended, pdf, ana):
    code = ana.certificate.code
    for given in (code, code.lower().replace("-", " "), ana.text, ana.text.lower()):
        (found,) = verify(given, ctx=attended)
        assert (found.proof, found.certificate) == (Proof.VALID, ana.certificate)
    pages = verify(str(pdf), ctx=attended)
    assert [page.proof for page in pages] == [Proof.VALID] * 3
    assert pages[1].certificate == ana.certificate


@pytest.mark.parametrize(
    ("name", "proof"),
    [
        ("Ana Silva", Proof.VALID),
        ("  ana  SILVA ", Proof.VALID),
        ("", Proof.VALID),
        ("Eva Gómez", Proof.OTHER_NAME),
        ("Ana", Proof.OTHER_NAME),
    ],
)
def test_the_name_must_be_the_person_s(attended, ana, name, proof):
    (found,) = verify(ana.certificate.code, name, attended)

    assert (found.proof, found.valid) == (proof, proof is Proof.VALID)


def test_anybody_with_the_public_key_verifies_without_profile(attended, pdf, ana):
    keys = known_keys(attended.folder / FILE)

    (found,) = verify(ana.text, keys=keys)

    assert (found.proof, found.checked_void) == (Proof.VALID, False)
    assert all(page.valid for page in verify(str(pdf), keys=keys))
    with pytest.raises(WrongUseError):
        verify(ana.certificate.code, keys=keys)


def test_a_forgery_is_told_and_what_it_says_not_repeated(attended, ana):
    more = replace(ana.certificate, minutes=9999)
    unsigned = text_of(payload_of(more), ana.signed.signature)
    by_another = text_of(payload_of(more), signer(new_key())(payload_of(more)))

    for text in (unsigned, by_another):
        (found,) = verify(text, ctx=attended)
        assert (found.proof, found.certificate) == (Proof.FORGED, None)


def test_one_changed_letter_of_the_qr_is_told(attended, ana):
    for place in range(4, len(ana.text), 7):
        wrong = "A" if ana.text[place] != "A" else "B"
        (found,) = verify(ana.text[:place] + wrong + ana.text[place + 1 :], ctx=attended)
        assert found.proof in (Proof.FORGED, Proof.NO_CERTIFICATE)


def test_another_event_s_key_proves_nothing(ana, tmp_path):
    (tmp_path / "other.pem").write_text(public_key(new_key()))

    (found,) = verify(ana.text, keys=known_keys(tmp_path / "other.pem"))

    assert found.proof is Proof.FORGED


def test_a_void_one_says_since_when_and_why(attended, pdf, ana):
    certificate_journal.void(attended, ana.certificate.code, "nombre equivocado", "Lucía")

    for given in (ana.certificate.code, ana.text):
        (found,) = verify(given, ctx=attended)
        assert (found.proof, found.reason) == (Proof.VOID, "nombre equivocado")
        assert found.voided_at == attended.clock()
        assert not found.valid
    assert [page.valid for page in verify(str(pdf), ctx=attended)] == [True, False, True]


def test_a_replaced_one_says_by_which(attended, ana):
    correct(attended, "ana", {"given_name": "Anna"}, "Lucía")
    write_certificates(attended, CertificateOptions(), attended.folder / "b.pdf")

    (found,) = verify(ana.certificate.code, ctx=attended)

    assert found.proof is Proof.REPLACED
    (new,) = verify(found.replaced_by, ctx=attended)
    assert (new.proof, new.certificate.name) == (Proof.VALID, "Anna Silva")


@pytest.mark.parametrize(
    ("given", "proof"),
    [
        ("LAC46-PZNN-1B6W-4X19", Proof.UNKNOWN),
        ("LAC46-PZNN-1B6W-4X18", Proof.MISTYPED),
        ("", Proof.MISTYPED),
        ("Ana Silva", Proof.MISTYPED),
        ("KC1.", Proof.NO_CERTIFICATE),
        ("KC1.AAAA", Proof.NO_CERTIFICATE),
        ("x" * 5000, Proof.MISTYPED),
    ],
    ids=["unknown", "check", "empty", "name", "mark", "short", "long"],
)
def test_other_texts_are_told_apart(attended, pdf, given, proof):
    (found,) = verify(given, ctx=attended)

    assert (found.proof, found.certificate) == (proof, None)


def test_a_profile_that_never_signed_believes_nothing(ctx, attended, ana, tmp_path):
    empty = replace(attended, folder=tmp_path / "elsewhere")

    (found,) = verify(ana.text, ctx=empty)

    assert found.proof is Proof.FORGED


def test_files_that_are_none_are_told(attended):
    with pytest.raises(NotFoundError):
        verify("missing.pdf", ctx=attended)
    (attended.folder / "bad.pdf").write_bytes(b"no pdf")
    with pytest.raises(WrongUseError):
        verify(str(attended.folder / "bad.pdf"), ctx=attended)


def test_key_files_that_are_none_are_told(tmp_path):
    with pytest.raises(NotFoundError):
        known_keys(tmp_path / "none.pem")
    for content in (b"", b"no key", b"\xff\xfe"):
        (tmp_path / "bad.pem").write_bytes(content)
        with pytest.raises(WrongUseError):
            known_keys(tmp_path / "bad.pem")


def test_an_entry_that_says_nothing_is_no_certificate(attended):
    from kiosk.domain.journal import Draft, EntryKind
    from kiosk.store import journal

    for kind, payload in (
        (EntryKind.CERTIFICATE_ISSUED, {"certificate": "X", "text": "KC1.AAAA"}),
        (EntryKind.CERTIFICATE_VOIDED, {"certificate": "Y", "reason": "none"}),
    ):
        draft = Draft(kind, attended.clock(), "ana", payload=payload)
        journal.append(attended.db, "Mesa 1", attended.clock, draft)

    assert certificate_journal.every(attended) == {}
