"""Collects the texts from the code into the catalogs and compiles them; changes no code.

Usage: texts.py [--check] [--merge FRAGMENT.json ...]

The message of every text is its Spanish wording, so Spanish can never be missing; pt and en are
catalogs. --check changes nothing and fails where a text has no translation, a catalog has a text
that the code no longer has, or a compiled catalog is older than its source. --merge takes
{"Spanish": {"pt": ..., "en": ...}} files and fills in translations that are still missing.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "kiosk" / "texts" / "locale"
LANGUAGES = ("pt", "en")
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "N_": None,
    "n_": (1, 2),
    "translate": None,
    "translate_n": (1, 2),
    "NotFoundError": None,
    "WrongUseError": None,
    "FailureError": None,
}


def collected() -> Catalog:
    """All texts of the code, each with the files it stands in."""
    template = Catalog(project="kiosk", charset="utf-8")
    found = extract_from_dir(str(ROOT / "kiosk"), [("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, context in found:
        if message and message != ("", ""):
            template.add(message, locations=[(f"kiosk/{name}", 0)], context=context)
    return template


def po_path(language: str) -> Path:
    """The source catalog of one language."""
    return LOCALES / language / "LC_MESSAGES" / "kiosk.po"


def updated(language: str, template: Catalog) -> Catalog:
    """The catalog of one language with exactly the texts of the code."""
    path = po_path(language)
    old = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as stream:
            old = read_po(stream, locale=language)
    new = Catalog(locale=language, project="kiosk", charset="utf-8")
    for message in template:
        if message.id:
            before = old.get(message.id, message.context)
            new.add(
                message.id,
                carried(message, before),
                locations=sorted({(name, 0) for name, _ in message.locations}),
                context=message.context,
            )
    return new


def carried(message: Message, before: Message | None) -> str | tuple[str, ...] | None:
    """The translation so far; one form of it where the text got a plural, or lost it."""
    if before is None or not before.string:
        return None
    forms = (before.string,) if isinstance(before.string, str) else tuple(before.string)
    if not message.pluralizable:
        return forms[0]
    return forms if len(forms) > 1 else (*forms, "")


def fill(catalog: Catalog, language: str, fragments: list[Path]) -> None:
    """Fill in what is missing from translation fragments."""
    for path in fragments:
        for source, words in json.loads(path.read_text(encoding="utf-8")).items():
            message = catalog.get(source)
            if message is None or not missing(message.string):
                continue
            value = words.get(language)
            if isinstance(value, list) == message.pluralizable:
                message.string = tuple(value) if isinstance(value, list) else (value or "")


def missing(string: object) -> bool:
    """Whether a translation is absent, wholly or in one plural form."""
    return not string or (isinstance(string, (tuple, list)) and not all(string))


def po_bytes(catalog: Catalog) -> bytes:
    """The catalog as a .po file without line numbers and dates, so that diffs say something."""
    stream = io.BytesIO()
    write_po(stream, catalog, sort_output=True, omit_header=False, include_lineno=False, width=99)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    noise = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator')
    return "".join(x for x in lines if not x.startswith(noise)).encode()


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled catalog."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def compiled(po: bytes, language: str) -> bytes:
    """The compiled form of a .po file's bytes: the same bytes whenever it is made."""
    catalog = read_po(io.BytesIO(po), locale=language)
    catalog.creation_date = catalog.revision_date = _ANY_DAY  # else Babel writes the present time
    return mo_bytes(catalog)


def main() -> int:
    """Update or check all catalogs; 1 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--merge", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    template = collected()
    complaints: list[str] = []
    for language in LANGUAGES:
        path = po_path(language)
        catalog = updated(language, template)
        fill(catalog, language, options.merge)
        complaints += [
            f"{language}: no text for {m.id!r}" for m in catalog if m.id and missing(m.string)
        ]
        po = po_bytes(catalog)
        if options.check:
            mo = path.with_suffix(".mo")
            fresh = (
                path.exists()
                and path.read_bytes() == po
                and mo.read_bytes() == compiled(po, language)
            )
            complaints += (
                [] if fresh else [f"{language}: run `make texts`, the catalog is not fresh"]
            )
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po)
        path.with_suffix(".mo").write_bytes(compiled(po, language))
    print("\n".join(complaints), file=sys.stderr, end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
