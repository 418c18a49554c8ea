"""Starting must be quick: a command loads only what it needs, and ends cleanly as a process."""

import subprocess
import sys

import pytest

from kiosk import __version__

HEAVY = (
    "PySide6",
    "reportlab",
    "PIL",
    "qrcode",
    "uharfbuzz",
    "xlsxwriter",
    "python_calamine",
    "rich",
)


def loaded(kiosk, *words):
    """The modules that a command has loaded when it ends, in a process of its own."""
    program = (
        "import sys; from kiosk.cli.main import execute; "
        "code = execute(sys.argv[1:]); "
        "sys.stderr.write('\\n' + ' '.join(sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "--profile", str(kiosk.profile), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_the_version_loads_next_to_nothing(anywhere):
    unwanted = {*HEAVY, "sqlite_utils", "babel", "kiosk.services", "kiosk.store"}
    assert not unwanted & loaded(anywhere, "--version")


def test_a_scan_loads_no_window_and_no_paper(kiosk):
    found = loaded(kiosk, "scan", "AAA111AAA", "--checkpoint", "entrance", "--json")
    assert not {*HEAVY} & found


@pytest.mark.parametrize(
    "words", [("search", "ana"), ("checkpoints",), ("doctor",), ("journal", "verify")]
)
def test_reading_loads_no_window_and_no_paper(kiosk, words):
    assert not {"PySide6", "reportlab", "PIL"} & loaded(kiosk, *words)


def test_as_a_process_it_speaks_utf_8_in_any_locale(kiosk):
    done = kiosk.process(
        "search", "小明", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )

    assert done.code == 0
    assert "小明" in done.out


@pytest.mark.parametrize(
    ("language", "said"), [("es", "Falta"), ("en", "is missing"), ("pt", "Falta")]
)
def test_the_environment_chooses_the_language(kiosk, language, said):
    done = kiosk.process("explain", lang=language)

    assert done.code == 2
    assert said in done.err


def test_the_module_is_the_program(anywhere):
    done = anywhere.process("--version")

    assert (done.code, done.out, done.err) == (0, f"kiosk {__version__}\n", "")


def test_a_code_that_is_no_unicode_is_refused_like_any_other(kiosk):
    command = [
        *(word.encode() for word in kiosk.command("scan", "--checkpoint", "entrance", "--json")),
        b"\xff\xfe\x80",
    ]
    done = subprocess.run(command, capture_output=True, check=False)

    assert done.returncode == 1
    assert b'"status": "error"' in done.stdout
    assert done.stderr == b""
