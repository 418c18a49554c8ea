"""The docs name everything there is: commands, options, settings, reasons; the texts exist thrice."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from kiosk.cli.main import build
from kiosk.domain.own_code import sound
from kiosk.domain.verdict import Answer, NextStep, Reason, Status
from kiosk.sources.column_names import FIELDS
from kiosk.texts import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
COMMANDS = (DOCS / "command-line.md").read_text(encoding="utf-8")
LOCALES = ROOT / "kiosk" / "texts" / "locale"
ALL_DOCS = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command with its words; groups too."""
    yield " ".join(path), command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*path, name))


def all_commands() -> list[tuple[str, Any]]:
    from typer.main import get_command

    return list(commands(get_command(build())))


def section(words: str) -> str:
    """The part of the page under the heading of one command."""
    parts = re.split(r"^#{2,3} ", COMMANDS, flags=re.MULTILINE)
    mine = [
        part for part in parts if re.search(rf"`kiosk {re.escape(words)}[ `]", part.split("\n")[0])
    ]
    return "\n".join(mine)


@pytest.mark.parametrize(
    "words", [w for w, c in all_commands() if w and not hasattr(c, "commands")]
)
def test_every_command_has_its_section(words):
    assert section(words)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (words, option)
        for words, command in all_commands()
        for param in command.params
        for option in param.opts
        if option.startswith("--")
    ],
)
def test_every_option_stands_in_the_section_of_its_command(words, option):
    text = section(words) if words else COMMANDS

    assert re.search(rf"{re.escape(option)}(?![\w-])", text)


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", COMMANDS))))
def test_the_page_names_no_option_that_does_not_exist(option):
    existing = {o for _, command in all_commands() for param in command.params for o in param.opts}

    assert option in existing | {"--help"}


@pytest.mark.parametrize(
    "words", sorted(set(re.findall(r"^### `kiosk ([a-z]+(?: [a-z]+)?)", COMMANDS, re.M)))
)
def test_the_page_names_no_command_that_does_not_exist(words):
    existing = {name for name, _ in all_commands()}

    assert words in existing or words.split()[0] in existing


@pytest.mark.parametrize("word", [*Reason, *Status, *Answer, *NextStep])
def test_every_word_of_an_answer_is_explained(word):
    assert f"`{word}`" in COMMANDS


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_every_exit_code_is_explained(code):
    assert re.search(rf"^\| {code} \|", COMMANDS, flags=re.MULTILINE)


@pytest.mark.parametrize("field", ["code", "checkpoint", "direction", "at", "gate", "answers",
                                   "questions_supported", "ignore_unpaid", "operator", "override"])  # fmt: skip
def test_every_key_of_a_line_of_input_is_explained(field):
    from kiosk.cli.scan_request import FIELDS

    assert field in FIELDS
    assert re.search(rf"^\| `{field}` \|", COMMANDS, flags=re.MULTILINE)


def settings() -> list[str]:
    """Every key that event.toml and station.toml may have, from the types that read them."""
    import msgspec

    from kiosk.sources import assembly_wire, catalogue_wire, event_wire, station_file

    found: set[str] = set()
    for module in (assembly_wire, catalogue_wire, event_wire, station_file):
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, msgspec.Struct)
                and value.__module__ == module.__name__
            ):
                found |= {field.encode_name for field in msgspec.structs.fields(value)}
    return sorted(found)


@pytest.mark.parametrize("key", settings())
def test_every_setting_is_explained(key):
    page = (DOCS / "event-file.md").read_text(encoding="utf-8")

    assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", page)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "es"])
def test_every_text_exists_in_every_language(language):
    with (LOCALES / language / "LC_MESSAGES" / "kiosk.po").open("rb") as stream:
        catalog = read_po(stream, locale=language)

    entries = [message for message in catalog if message.id]
    assert entries
    assert [m.id for m in entries if m.fuzzy] == []
    assert [
        m.id for m in entries if not m.string or (isinstance(m.string, tuple) and not all(m.string))
    ] == []


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "es"])
def test_a_translation_fills_the_same_places(language):
    with (LOCALES / language / "LC_MESSAGES" / "kiosk.po").open("rb") as stream:
        catalog = read_po(stream, locale=language)

    def places(text: Any) -> set[str]:
        return set(re.findall(r"\{(\w+)", text if isinstance(text, str) else " ".join(text)))

    differing = {
        m.id: m.string for m in catalog if m.id and m.string and places(m.id) != places(m.string)
    }
    assert differing == {}


def test_the_catalogs_hold_exactly_the_texts_of_the_code_and_are_compiled():
    done = subprocess.run(
        [sys.executable, "scripts/texts.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", ALL_DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_docs_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    missing = [
        link for link in links if link and "://" not in link and not (page.parent / link).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("code", sorted(set(re.findall(r"\bPRU\.[0-9A-Z]{8,13}\b", COMMANDS))))
def test_the_codes_of_the_examples_are_right_so_that_a_list_may_hold_them(code):
    assert sound(code)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("page", ["command-line.md", "import.md"])
def test_every_field_of_a_list_is_named(page, field):
    assert f"`{field}`" in (DOCS / page).read_text(encoding="utf-8")
