"""What stands in the columns of a list or the fields of a form, for people to check; keeps none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.source_draft import SeenColumn
from kiosk.services import sources
from kiosk.services.context import Context
from kiosk.services.sources import SourceSettings
from kiosk.sources.column_names import FIELDS, MANY
from kiosk.sources.columns import NOWHERE, letters
from kiosk.sources.files import read_file
from kiosk.sources.headers import Found, find_header
from kiosk.sources.http_feed.source import HttpFeedSource
from kiosk.sources.indico.guess import TARGETS
from kiosk.sources.indico.source import FormSeen, IndicoSource
from kiosk.sources.list_pull import source_error
from kiosk.sources.own_words import own_words
from kiosk.sources.plain import plain
from kiosk.texts import N_

LIST_FIELDS = FIELDS
"""What a column of a list can be."""
FORM_FIELDS = TARGETS
"""What a field of an Indico form can be."""

_NAMES = frozenset({"full_name", "given_name", "family_name"})
_SAMPLES = 3
_LOOKED_AT = 200


def of_list(ctx: Context, settings: SourceSettings) -> tuple[SeenColumn, ...]:
    """The columns of a file or of a list in the web; () for other kinds. Raises SourceError."""
    if settings.kind not in {"file", "http"}:
        return ()
    try:
        with _list(ctx, settings) as path:
            found = find_header(read_file(path), own_words(ctx.event.catalogue))
            return columns_of(found) if found else ()
    except KnownError as error:
        raise source_error(error) from error


def of_forms(ctx: Context, settings: SourceSettings) -> tuple[SeenColumn, ...]:
    """The fields of Indico's forms; () for other kinds. Raises SourceError."""
    if settings.kind != "indico":
        return ()
    source = sources.make(ctx, settings)
    try:
        forms = tuple(source.forms()) if isinstance(source, IndicoSource) else ()
    finally:
        source.close()
    return fields_of(forms)


def fields_of(forms: Iterable[FormSeen]) -> tuple[SeenColumn, ...]:
    """The fields of all forms, each with what it seems to be for."""
    return tuple(
        SeenColumn(
            place.id,
            place.title,
            seen.samples.get(place.id, ())[:_SAMPLES],
            seen.mapping.get(place.id, ""),
            seen.form.id,
            seen.form.title,
        )
        for seen in forms
        for place in seen.fields
    )


def columns_of(found: Found) -> tuple[SeenColumn, ...]:
    """The columns under a header, each with different texts of the first rows."""
    header = found.columns.header
    titles = [plain(title) for title in header]
    fields = {at: name for name, places in found.columns.of.items() for at in places}
    rows = [cells for _, cells in islice(found.rows(), _LOOKED_AT)]
    return tuple(
        SeenColumn(
            title if title and titles.count(titles[at]) == 1 else letters(at),
            title or letters(at),
            _samples(rows, at),
            fields.get(at, ""),
        )
        for at, title in enumerate(header)
        if at not in found.columns.questions.values()
    )


def names_people(columns: Iterable[SeenColumn]) -> bool:
    """Whether some column holds names."""
    return any(column.field in _NAMES for column in columns)


def mapping_of(columns: Sequence[SeenColumn], chosen: Sequence[str]) -> dict[str, object]:
    """What to keep of what somebody chose, one field a column, "" for none; lists and forms.

    Raises WrongUseError where no column of a list holds names (Indico tells them beside the
    fields of a form), or two columns are the same field.
    """
    if any(column.form for column in columns):
        return _of_forms(columns, chosen)
    if not names_people(SeenColumn("", "", (), name) for name in chosen):
        raise WrongUseError(N_("Indique en qué columna está el nombre de las personas."))
    return dict(_of_columns(columns, chosen))


def _of_columns(columns: Sequence[SeenColumn], chosen: Sequence[str]) -> Mapping[str, str]:
    """Only what differs from what would be recognised."""
    found: dict[str, str] = {}
    for name in dict.fromkeys([*(c.field for c in columns), *chosen]):
        before = [c.key for c in columns if c.field == name]
        after = [c.key for c, field in zip(columns, chosen, strict=True) if field == name]
        if not name or before == after:
            continue
        if len(after) > 1:
            message = N_("Dos columnas dicen lo mismo: {columns}. Deje una.")
            raise WrongUseError(message, columns=", ".join(after))
        found[name] = after[0] if after else NOWHERE
    return found


def _of_forms(columns: Sequence[SeenColumn], chosen: Sequence[str]) -> dict[str, object]:
    forms: dict[str, dict[str, str]] = {}
    for column, name in zip(columns, chosen, strict=True):
        targets = forms.setdefault(column.form, {})
        if name and name not in _SEVERAL and name in targets.values():
            message = N_("Dos columnas dicen lo mismo: {columns}. Deje una.")
            raise WrongUseError(message, columns=column.title)
        if name:
            targets[column.key] = name
    return dict(forms)


_SEVERAL = MANY | {"companions", "shown"}


def _samples(rows: Iterable[Sequence[str]], at: int) -> tuple[str, ...]:
    texts = dict.fromkeys(cells[at].strip() for cells in rows if cells[at].strip())
    return tuple(islice(texts, _SAMPLES))


@contextmanager
def _list(ctx: Context, settings: SourceSettings) -> Iterator[Path]:
    """The list as a file on this computer."""
    if settings.kind == "file":
        yield Path(str(settings.settings["path"]))
        return
    source = sources.make(ctx, settings)
    try:
        if not isinstance(source, HttpFeedSource):
            raise TypeError(source)
        with source.fetched() as path:
            yield path
    finally:
        source.close()
