import errno
import os

import pytest

from kiosk.cli import errors
from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.texts import use


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFoundError("Nadie coincide."), 1),
        (WrongUseError("Falta la orden."), 2),
        (FailureError("El disco no responde bien: no se pudo leer o guardar."), 3),
    ],
)
def test_a_known_problem_is_its_sentence_and_its_code(error, code, capsys):
    assert errors.report(error, None) == code
    assert capsys.readouterr() == ("", f"kiosk: {error}\n")


def test_the_sentence_stands_on_one_line_whatever_is_in_it(capsys):
    errors.report(NotFoundError("No está {x}.", x="a\nb\x1b[31m\r\nc"), None)

    text = capsys.readouterr().err
    assert text.count("\n") == 1
    assert "\x1b" not in text


def test_braces_in_what_was_typed_do_no_harm(capsys):
    assert errors.report(NotFoundError("No está {x}.", x="{0} {y}"), None) == 1
    assert "{0} {y}" in capsys.readouterr().err


def test_ctrl_c_is_tidy(capsys):
    assert errors.report(KeyboardInterrupt(), None) == 130
    assert capsys.readouterr().err == "kiosk: Interrumpido.\n"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "x", "/no/esta.csv"), "/no/esta.csv"),
        (PermissionError(errno.EACCES, "x", "/secreto"), "/secreto"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/lleno"), os.strerror(errno.ENOSPC)),
    ],
)
def test_what_the_system_refuses_is_a_failure_in_words(error, words, capsys):
    assert errors.report(error, None) == 3

    text = capsys.readouterr().err
    assert words in text
    assert text.count("\n") == 1


def test_a_bug_is_one_line_and_its_trace_lies_in_the_profile(tmp_path, capsys):
    error = _raised(lambda: {}["llave"])

    assert errors.report(error, tmp_path) == 3

    text = capsys.readouterr().err
    log = tmp_path / "logs" / "kiosk.log"
    assert text == f"kiosk: Error interno; los detalles están en {log}.\n"
    assert "KeyError" in log.read_text(encoding="utf-8")


def test_a_log_holds_no_codes_and_no_names(tmp_path):
    error = _raised(lambda: int("PRU.SECRETO123 de José Núñez"))

    errors.log(error, tmp_path)

    text = (tmp_path / "logs" / "kiosk.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "SECRETO" not in text
    assert "Núñez" not in text


def test_logs_are_added_to(tmp_path):
    for _ in range(3):
        errors.log(_raised(lambda: 1 // 0), tmp_path)

    assert (tmp_path / "logs" / "kiosk.log").read_text().count("ZeroDivisionError") == 3


def test_without_a_profile_the_trace_goes_to_the_users_logs(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    path = errors.log(_raised(lambda: 1 // 0), tmp_path / "no such profile")

    assert str(path).endswith("kiosk.log")
    assert not (tmp_path / "no such profile").exists()


def test_the_language_of_the_errors_is_the_users(capsys):
    use("en")

    errors.report(KeyboardInterrupt(), None)

    assert capsys.readouterr().err == "kiosk: Interrupted.\n"


def _raised(job):
    with pytest.raises(Exception) as caught:  # noqa: PT011  any error at all
        job()
    return caught.value
