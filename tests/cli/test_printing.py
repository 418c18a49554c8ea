"""print, printers, jobs and badge, into the folder that stands for a printer."""

import pypdfium2
import pytest

pytestmark = pytest.mark.usefixtures("quiet_network")

JOSE, WANG = "AAA111AAA", "CCC333CCC"


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def words(path):
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0]
        text = page.get_textpage()
        found = text.get_text_range()
        text.close()
        page.close()
        return found
    finally:
        document.close()


def test_a_badge_is_printed_into_the_folder_once(kiosk):
    done = kiosk("print", JOSE)

    (badge,) = (kiosk.profile / "badges").glob("*.pdf")
    assert done.code == 0, done.err
    assert done.out == "La credencial salió: folder:\n"
    assert pages(badge) == 1
    job = kiosk("jobs", "--json").json[0]
    assert (job["state"], job["title"], job["printer"]) == ("done", "José Núñez Peña", "folder:")
    assert job["badge_code"].startswith("PRU.")
    assert "pdf" not in job


def test_the_badge_code_is_read_like_the_ticket(kiosk):
    kiosk("print", JOSE)
    badge_code = kiosk("jobs", "--json").json[0]["badge_code"]

    done = kiosk("scan", badge_code, "--checkpoint", "entrance", "--json")

    assert done.code == 0
    assert done.json["person"]["given_name"] == "José"


def test_another_printer_can_be_named(kiosk, tmp_path):
    done = kiosk("print", WANG, "--printer", f"folder:{tmp_path / 'otra'}")

    assert done.code == 0, done.err
    assert len(list((tmp_path / "otra").glob("*.pdf"))) == 1
    uris = {one["uri"] for one in kiosk("printers", "--json").json}
    assert uris >= {"folder:", f"folder:{tmp_path / 'otra'}"}


def test_a_printer_of_no_kind_is_wrong_use(kiosk):
    done = kiosk("print", JOSE, "--printer", "fax:123")

    assert done.code == 2
    assert "fax:123" in done.err
    assert kiosk("jobs", "--json").json == []


def test_a_folder_that_cannot_be_written_leaves_the_badge_in_the_queue(kiosk, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")

    first = kiosk("print", JOSE, "--printer", f"folder:{blocked}")

    assert first.code == 3
    assert first.err.count("\n") == 1
    assert kiosk("jobs", "--json").json[0]["state"] in ("waiting", "failed")
    assert kiosk("printers").code == 0


def test_a_badge_that_waited_comes_out_once_when_asked_again(kiosk, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    kiosk("print", JOSE, "--printer", f"folder:{blocked}")
    blocked.unlink()

    again = kiosk("print", JOSE, "--printer", f"folder:{blocked}")

    assert again.code == 0, again.err
    assert len(list(blocked.glob("*.pdf"))) == 1
    assert [job["state"] for job in kiosk("jobs", "--json").json].count("done") == 1


@pytest.mark.parametrize("command", [("print",), ("badge", "--out", "x.pdf")])
def test_a_code_of_nobody_is_not_found(kiosk, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)

    done = kiosk(*command, "ZZZ999ZZZ")

    assert done.code == 1
    assert "ZZZ999ZZZ" in done.err
    assert not (tmp_path / "x.pdf").exists()


def test_badges_of_some_stand_in_the_order_of_their_codes(kiosk, tmp_path):
    out = tmp_path / "badges.pdf"

    done = kiosk("badge", "BBB222BBB", JOSE, "--out", out)

    assert done.code == 0, done.err
    assert done.out == f"2 credenciales en {out}\n"
    assert pages(out) == 2
    assert "Inês" in words(out)


def test_badges_of_all_leave_out_who_cancelled(kiosk, people_file, tmp_path):
    text = people_file.read_text(encoding="utf-8").splitlines(keepends=True)
    people_file.write_text("".join(text[:-1]), encoding="utf-8")
    kiosk("import", people_file)
    out = tmp_path / "all.pdf"

    assert kiosk("badge", "--all", "--out", out).code == 0
    assert pages(out) == 3


def test_all_of_nobody_is_not_found(empty, tmp_path):
    done = empty("badge", "--all", "--out", tmp_path / "x.pdf")

    assert done.code == 1
    assert "kiosk import" in done.err


def test_a_layout_that_is_not_there_is_named(kiosk, tmp_path):
    done = kiosk("badge", JOSE, "--out", tmp_path / "x.pdf", "--layout", "servilleta")

    assert done.code == 1
    assert "servilleta" in done.err


def test_a_file_that_cannot_be_written_is_a_failure(kiosk, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")

    done = kiosk("badge", JOSE, "--out", blocked / "x.pdf")

    assert done.code == 3
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("language", "word"), [("es", "impresa"), ("pt", "impressa"), ("en", "printed")]
)
def test_the_queue_speaks_the_users_language(kiosk, language, word):
    kiosk("print", JOSE)

    assert word in kiosk("--lang", language, "jobs").out


def test_a_reprint_asks_a_reason_and_voids_the_badge_before(kiosk):
    kiosk("print", JOSE)
    old = kiosk("jobs", "--json").json[0]["badge_code"]
    without = kiosk("print", JOSE, "--reprint")
    again = kiosk("print", JOSE, "--reprint", "--reason", "Se perdió")
    scanned = kiosk("scan", old, "--checkpoint", "entrance", "--json")

    assert (without.code, again.code) == (2, 0)
    assert scanned.json["reason"] == "badge_void"
    assert "Se perdió" in scanned.json["explanation"]["en"]


def test_a_batch_is_queued_and_comes_out(kiosk):
    done = kiosk("print", "--batch", JOSE, WANG, JOSE)

    assert done.code == 0, done.err
    assert len(list((kiosk.profile / "badges").glob("*.pdf"))) == 2
    jobs = kiosk("jobs", "--json", "--state", "done").json
    assert len({job["batch"] for job in jobs} - {""}) == 1


@pytest.mark.parametrize(
    "words",
    [("print",), ("print", "A", "B"), ("print", "--all"), ("print", "--batch"),
     ("print", "--batch", "A", "--all"), ("jobs", "--state", "lost"), ("jobs", "answer", "x", "?")],
    ids=["none", "two", "all", "no-batch", "both", "state", "answer"],
)  # fmt: skip
def test_wrong_use_of_printing_is_code_2(kiosk, words):
    assert kiosk(*words).code == 2


def test_a_paused_printer_keeps_the_badge_and_says_who_stopped_it(kiosk):
    assert kiosk("jobs", "pause", "--operator", "Rita").code == 0
    held = kiosk("print", JOSE)

    assert held.code == 3
    assert "Rita" in held.err
    assert kiosk("jobs", "--json").json[0]["state"] == "waiting"
    assert kiosk("jobs", "resume").code == 0
    assert kiosk("print", JOSE).code == 0


def test_a_job_is_taken_out_and_asked_for_again(kiosk):
    kiosk("jobs", "pause")
    kiosk("print", JOSE)
    job_id = kiosk("jobs", "--json").json[0]["job_id"]

    assert kiosk("jobs", "cancel", job_id[-8:]).code == 0
    assert kiosk("jobs", "--json").json[0]["state"] == "cancelled"
    assert kiosk("jobs", "retry", job_id).code == 0
    assert kiosk("jobs", "answer", job_id, "yes").code == 1
    assert kiosk("jobs", "cancel", "zzzz").code == 1


def test_labels_are_noted_and_a_test_page_takes_one(kiosk):
    assert kiosk("printers", "labels", "folder:", "10").out == "folder:: quedan 10 etiquetas\n"
    assert kiosk("printers", "test").code == 0
    (own,) = (one for one in kiosk("printers", "--json").json if one["station"])

    assert (own["id"], own["labels"]) == ("folder:", 9)
