"""Who earns a certificate, that asking again changes nothing, and that a failure leaves nothing."""

from __future__ import annotations

import csv
import errno
import stat
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.domain.people import Person
from kiosk.printing.documents import certificate as paper
from kiosk.printing.documents.sealed import seals_of
from kiosk.services import certificate_journal, documents
from kiosk.services.certificates import (
    COLUMNS,
    INDEX,
    CertificateOptions,
    earned,
    write_certificates,
)
from kiosk.services.correct import correct
from kiosk.store import certificates as stored
from kiosk.store import journal
from kiosk.store.person_write import put_person

TUESDAY, WEDNESDAY = date(2026, 10, 6), date(2026, 10, 7)


def minutes(ctx, **options):
    found, short = earned(ctx, CertificateOptions(**options))
    return {one.person.person_id: one.by_day for one in found}, short


def issued(ctx):
    return list(certificate_journal.every(ctx).values())


def test_everybody_who_was_there_gets_one_and_no_minute_counts_twice(attended):
    assert minutes(attended) == (
        {
            "jose": {TUESDAY: 30},
            "ana": {TUESDAY: 120, WEDNESDAY: 60},
            "sam": {TUESDAY: 0},
        },
        0,
    )


@pytest.mark.parametrize(
    ("options", "found", "short"),
    [
        ({"min_minutes": 31}, {"ana": 180}, 2),
        ({"min_minutes": 30}, {"ana": 180, "jose": 30}, 1),
        ({"checkpoints": ("csirt",)}, {"ana": 30}, 0),
        ({"checkpoints": ("csirt", "forum")}, {"ana": 180, "jose": 30}, 0),
        ({"checkpoints": ("main",)}, {"ana": 0, "jose": 0, "sam": 0}, 0),
        ({"checkpoints": ("bag",)}, {}, 0),
        ({"day": WEDNESDAY}, {"ana": 60}, 0),
        ({"day": TUESDAY, "min_minutes": 60}, {"ana": 120}, 2),
    ],
    ids=[
        "enough",
        "just enough",
        "room",
        "training",
        "entrance",
        "hand-out",
        "day",
        "day and hours",
    ],
)
def test_what_is_asked_for_decides(attended, options, found, short):
    by_day, missing = minutes(attended, **options)

    assert ({who: sum(days.values()) for who, days in by_day.items()}, missing) == (found, short)


def test_people_come_by_family_name(attended):
    found, _ = earned(attended, CertificateOptions())

    assert [one.person.person_id for one in found] == ["jose", "ana", "sam"]


def test_one_pdf_of_all_is_signed_page_by_page(attended):
    out = attended.folder / "all.pdf"

    done = write_certificates(attended, CertificateOptions(), out)

    assert (done.certificates, done.issued, done.files, done.short) == (3, 3, 1, 0)
    assert seals_of(out) == [one.text for one in issued(attended)]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    said = issued(attended)[1].certificate
    assert (said.name, said.minutes, said.roles) == ("Ana Silva", 180, ("speaker",))
    assert (said.event_id, said.event_name, said.days) == (
        "demo",
        "LACNIC 46",
        (TUESDAY, WEDNESDAY),
    )
    assert said.issued == date(2026, 10, 9)


def test_a_folder_has_one_each_named_by_code_only_and_an_index(attended):
    out = attended.folder / "new" / "certificates"

    done = write_certificates(attended, CertificateOptions(lang="pt"), out)

    codes = [one.certificate.code for one in issued(attended)]
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [INDEX, *(f"{c}.pdf" for c in codes)]
    )
    assert done.files == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    with (out / INDEX).open(encoding="utf-8", newline="") as file:
        rows = {row["person_id"]: row for row in csv.DictReader(file)}
    assert tuple(rows["ana"]) == COLUMNS
    assert rows["ana"]["file"] == f"{rows['ana']['code']}.pdf"
    assert (rows["ana"]["email"], rows["ana"]["minutes"]) == ("ana@nic.br", "180")
    assert seals_of(out / rows["ana"]["file"]) == [issued(attended)[1].text]


def test_asking_again_gives_the_same_certificates(attended):
    write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")
    before = journal.count(attended.db)

    done = write_certificates(attended, CertificateOptions(lang="en"), attended.folder / "b.pdf")

    assert (done.certificates, done.issued) == (3, 0)
    assert journal.count(attended.db) == before
    assert seals_of(attended.folder / "a.pdf") == seals_of(attended.folder / "b.pdf")


def test_what_has_changed_makes_a_new_one_that_replaces_the_old(attended):
    write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")
    old = next(one for one in issued(attended) if one.person_id == "jose")
    correct(attended, "jose", {"given_name": "José María"}, "Lucía")

    done = write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")

    assert done.issued == 1
    found = [one for one in issued(attended) if one.person_id == "jose"]
    assert [one.certificate.name for one in found] == [
        "José Núñez Ibáñez",
        "José María Núñez Ibáñez",
    ]
    assert found[0].certificate == old.certificate
    assert found[0].replaced_by == found[1].certificate.code
    assert found[1].voided_at is None


def test_event_room_and_day_are_different_certificates(attended):
    for options in (
        CertificateOptions(),
        CertificateOptions(checkpoints=("forum",)),
        CertificateOptions(day=TUESDAY),
    ):
        write_certificates(attended, options, attended.folder / "a.pdf")

    assert all(one.voided_at is None for one in issued(attended))
    assert len({one.certificate.code for one in issued(attended)}) == 3 + 2 + 3


def test_a_void_one_is_made_anew(attended):
    write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")
    code = issued(attended)[0].certificate.code
    voided = certificate_journal.void(attended, code, " error ", "Lucía")
    again = certificate_journal.void(attended, code, "otra vez", "Lucía")

    assert (voided.reason, again.reason) == ("error", "error")
    assert write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf").issued == 1
    assert len(stored.of_code(attended.db, code)) == 2


@pytest.mark.parametrize("reason", ["", "  "])
def test_voiding_needs_a_reason_and_a_certificate(attended, reason):
    with pytest.raises(WrongUseError):
        certificate_journal.void(attended, "LAC46-PZNN-1B6W-4X19", reason, "Lucía")
    with pytest.raises(NotFoundError):
        certificate_journal.void(attended, "LAC46-PZNN-1B6W-4X19", "error", "Lucía")


def test_the_journal_holds_after_issuing(attended):
    write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")

    assert journal.verify(attended.db) is None


def test_nobody_is_told_and_nothing_written(attended):
    with pytest.raises(NotFoundError):
        write_certificates(
            attended, CertificateOptions(min_minutes=9999), attended.folder / "a.pdf"
        )

    assert not (attended.folder / "a.pdf").exists()


def test_unknown_people_and_those_without_name_get_none(attended, stay):
    stay("nobody", "forum", 0, 60)
    put_person(attended.db, Person("noname", ""), source="file", source_ref="noname")
    stay("noname", "forum", 0, 60)

    assert set(minutes(attended)[0]) == {"ana", "jose", "sam"}


def picture(folder, content=None):
    path = folder / "firma.png"
    if content is None:
        Image.new("RGBA", (30, 10), (0, 0, 0, 255)).save(path)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"checkpoints": ("nowhere",)}, NotFoundError),
        ({"checkpoints": tuple("abcdefghijklm")}, WrongUseError),
        ({"lang": "fr"}, WrongUseError),
    ],
    ids=["checkpoint", "too many", "language"],
)
def test_wrong_options_are_told_before_anything_is_written(attended, options, error):
    if len(options.get("checkpoints", ())) > 1:
        rooms = tuple(replace(attended.event.checkpoints[2], id=c) for c in options["checkpoints"])
        attended = replace(attended, event=replace(attended.event, checkpoints=rooms))
    with pytest.raises(error):
        write_certificates(attended, CertificateOptions(**options), attended.folder / "a.pdf")

    assert (stored.entries(attended.db), (attended.folder / "a.pdf").exists()) == ([], False)


def test_a_missing_or_broken_signature_is_told(attended):
    out = attended.folder / "a.pdf"
    with pytest.raises(NotFoundError):
        write_certificates(attended, CertificateOptions(signature=attended.folder / "no.png"), out)
    broken = picture(attended.folder, b"\x89PNG no more")
    with pytest.raises(WrongUseError):
        write_certificates(attended, CertificateOptions(signature=broken), out)
    assert stored.entries(attended.db) == []

    write_certificates(attended, CertificateOptions(signature=picture(attended.folder)), out)
    assert out.exists()


@pytest.mark.parametrize("name", ["a.pdf", "folder"])
def test_a_full_disk_leaves_neither_files_nor_entries(attended, monkeypatch, name):
    out = attended.folder / "out" / name
    out.parent.mkdir()

    def full(path, *_):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(paper, "write_certificates", full)
    with pytest.raises(FailureError):
        write_certificates(attended, CertificateOptions(), out)

    assert list(out.parent.iterdir()) == []
    assert stored.entries(attended.db) == []


@pytest.mark.parametrize("name", ["file/a.pdf", "file/folder", "file"])
def test_a_place_that_is_no_folder_is_told(attended, name):
    (attended.folder / "file").write_text("")
    with pytest.raises(FailureError):
        write_certificates(attended, CertificateOptions(), attended.folder / name)

    assert stored.entries(attended.db) == []


def test_a_lost_key_makes_another_and_both_are_known(attended):
    from kiosk.services.certificate_key import FILE, known_keys
    from kiosk.sources import secrets

    write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")
    secrets.remove(attended.folder, "@certificates")
    write_certificates(attended, CertificateOptions(day=TUESDAY), attended.folder / "b.pdf")

    assert len(known_keys(attended.folder / FILE)) == 2


def test_a_damaged_key_is_told(attended):
    from kiosk.sources import secrets

    secrets.put(attended.folder, "@certificates", "no key")
    with pytest.raises(FailureError):
        write_certificates(attended, CertificateOptions(), attended.folder / "a.pdf")


def test_progress_is_told_and_the_figures_come_back(attended):
    told = []

    done = documents.certificates(
        attended,
        CertificateOptions(min_minutes=30),
        attended.folder / "d",
        lambda *n: told.append(n),
    )

    assert told == [(1, 2), (2, 2)]
    assert done.files == (attended.folder / "d",)
    assert done.counts == {"certificates": 2, "issued": 2, "short": 1, "files": 2}


def test_the_page_is_in_the_person_s_language_and_says_what_is_asked(attended):
    from kiosk.services.certificate_pages import Look, page_of

    write_certificates(
        attended, CertificateOptions(checkpoints=("forum",)), attended.folder / "a.pdf"
    )
    one = next(each for each in issued(attended) if each.person_id == "ana")
    portuguese = Person("ana", "Ana", "Silva", language="pt-BR")

    page = page_of(attended, portuguese, one, Look(signer="Eva", signer_role={"es": "Presidenta"}))
    spanish = page_of(attended, Person("ana", "Ana"), one, Look(lang="person"))

    assert (page.lang, page.title, page.verb) == (
        "pt",
        "Certificado de participação",
        "participou de",
    )
    assert (page.subject, page.place) == (
        "Foro",
        "LACNIC 46 · Montevidéu, Uruguai · 5–9 de outubro de 2026",
    )
    assert [value.replace("\u00a0", " ") for value, _ in page.facts] == [
        "3 h",
        "6–7 de outubro de 2026",
        "Palestrante",
    ]
    assert (page.signer, page.signer_role) == ("Eva", "Presidenta")
    assert (spanish.lang, spanish.title) == ("es", "Certificado de asistencia")
