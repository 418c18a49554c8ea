"""What badges are drawn with, told to the other stations in pieces and laid where it belongs.

These are the profile's own layouts with the pictures that they name, and what pretix sources said
of badges. A layout counts at another station when it is whole and can be drawn with: a damaged one
leaves what is there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from kiosk.domain.errors import KnownError
from kiosk.domain.feed import Document
from kiosk.private_file import write_private
from kiosk.services.context import Context
from kiosk.services.roster_message import PieceRecord
from kiosk.sources.pretix.badge_documents import BADGE_FILE, BADGES
from kiosk.store import documents
from kiosk.store.connect import Database
from kiosk.store.transact import writing
from kiosk.typed import from_json

HUB = "hub"
"""Source of documents that came from the station that holds the sources."""
LAYOUTS = "layouts"
"""The folder of the profile that they lie in, and the kind of their pieces."""
_LONGEST = 150_000
"""Letters of one piece: escaped in every letter it is still smaller than what a server takes."""
_PIECE, _LAID = "piece", "laid"


@dataclass(frozen=True, slots=True)
class Whole:
    """A text to travel: a layout or picture as base64 (source ""), or a source's document."""

    source: str
    kind: str
    ref: str
    text: str

    @property
    def name(self) -> str:
        """As it is known among all."""
        return f"{self.source}/{self.kind}/{self.ref}"

    @property
    def digest(self) -> str:
        """Equal for equal texts."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def pieces(ctx: Context) -> Iterator[PieceRecord]:
    """All that other stations need to draw badges as this one."""
    for whole in (*_layouts(ctx.folder / LAYOUTS), *_of_sources(ctx.db)):
        starts = range(0, max(1, len(whole.text)), _LONGEST)
        for part, start in enumerate(starts):
            yield PieceRecord(
                f"{whole.name}#{part}",
                source=whole.source,
                kind=whole.kind,
                ref=whole.ref,
                part=part,
                parts=len(starts),
                digest=whole.digest,
                body=whole.text[start : start + _LONGEST],
            )


def keep(db: Database, record: PieceRecord) -> None:
    """Keep a piece until all are there, or drop one that is no more; call it in a transaction."""
    if record.gone:
        documents.drop(db, HUB, _PIECE, record.key)
    else:
        body = msgspec.json.encode(record).decode()
        documents.put(db, HUB, [Document(_PIECE, record.key, body)])


def lay(ctx: Context) -> None:
    """Lay what is whole where it belongs, and take away what is told no more."""
    told, whole = _told(documents.of_kind(ctx.db, HUB, _PIECE))
    laid = {one.ref: one.body for one in documents.of_kind(ctx.db, HUB, _LAID)}
    new = [one for one in whole if laid.get(one.name) != one.digest]
    gone = laid.keys() - told
    if not new and not gone:
        return
    names = {one.name for one in new}
    done = _lay_layouts(ctx.folder / LAYOUTS, [one for one in whole if not one.source], names)
    for name in gone:
        _take_away(ctx, name, laid[name])
    with writing(ctx.db):
        for one in new:
            if one.source:
                documents.put(ctx.db, one.source, [Document(one.kind, one.ref, one.text)])
        for name in gone:
            documents.drop(ctx.db, HUB, _LAID, name)
        noted = [one for one in new if one.source or one.ref in done]
        documents.put(ctx.db, HUB, [Document(_LAID, one.name, one.digest) for one in noted])


def _layouts(folder: Path) -> Iterator[Whole]:
    names = sorted(path.name for path in folder.glob("*.toml"))
    pictures = {name for layout in names for name in _named_in(folder / layout)}
    for name in (*names, *sorted(pictures)):
        path = folder / name
        if _inside(name) and path.is_file():
            yield Whole("", LAYOUTS, name, base64.b64encode(path.read_bytes()).decode())


def _named_in(layout: Path) -> Iterator[str]:
    """The pictures that a layout names."""
    try:
        said = tomllib.loads(layout.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return
    elements = said.get("element")
    for one in elements if isinstance(elements, list) else ():
        if isinstance(one, dict) and isinstance(one.get("file"), str):
            yield one["file"]


def _inside(name: str) -> bool:
    """Whether that is a file of the folder itself, on every system."""
    return (
        PurePosixPath(name).name == name
        and not set(name) & set('\\:*?"<>|')
        and name.isprintable()
        and not name.startswith(".")
    )


def _of_sources(db: Database) -> Iterator[Whole]:
    for kind in (BADGES, BADGE_FILE):
        for source in documents.sources_of(db, kind):
            for one in documents.of_kind(db, source, kind):
                yield Whole(source, kind, one.ref, one.body)


def _told(kept: Iterable[Document]) -> tuple[set[str], list[Whole]]:
    """The names of all that is told, and what is whole of it."""
    found: dict[tuple[str, str, str], list[PieceRecord]] = {}
    for one in kept:
        piece = from_json(one.body, PieceRecord)
        found.setdefault((piece.source, piece.kind, piece.ref), []).append(piece)
    told, wholes = set(), []
    for name, said in found.items():
        said.sort(key=lambda piece: piece.part)
        whole = Whole(*name, "".join(piece.body for piece in said))
        told.add(whole.name)
        if len(said) == said[0].parts and whole.digest == said[0].digest:
            wholes.append(whole)
    return told, wholes


def _lay_layouts(folder: Path, whole: list[Whole], new: set[str]) -> set[str]:
    """Write the layouts that can be drawn with and differ, with their pictures; which files."""
    files = {one.ref: data for one in whole if (data := _bytes(one)) is not None}
    if not files or not any(one.name in new for one in whole):
        return set()
    done: set[str] = set()
    with tempfile.TemporaryDirectory() as trial:
        for name, data in files.items():
            (Path(trial) / name).write_bytes(data)
        for name in files:
            if name.endswith(".toml") and _draws(Path(trial) / name):
                done |= {name, *_named_in(Path(trial) / name)}
    wanted = [one.ref for one in whole if one.name in new and one.ref in done]
    for name in sorted(wanted, key=lambda name: name.endswith(".toml")):  # its pictures before it
        write_private(folder / name, files[name])
    return done


def _bytes(whole: Whole) -> bytes | None:
    """The file; None for what is none, or would lie anywhere else."""
    try:
        return base64.b64decode(whole.text, validate=True) if _inside(whole.ref) else None
    except binascii.Error:
        return None


def _draws(layout: Path) -> bool:
    from kiosk.printing.layout import load_layout  # noqa: PLC0415  only a changed layout pays for it

    try:
        load_layout(str(layout))
    except (KnownError, OSError):
        return False
    return True


def _take_away(ctx: Context, name: str, digest: str) -> None:
    """Remove a file that is still as it was laid; whatever was made of it here stays."""
    source, kind, ref = name.split("/", 2)
    if source:
        with writing(ctx.db):
            documents.drop(ctx.db, source, kind, ref)
        return
    path = ctx.folder / LAYOUTS / ref
    if path.is_file():
        now = Whole("", kind, ref, base64.b64encode(path.read_bytes()).decode())
        if now.digest == digest:
            path.unlink()
