"""Reads the assemblies of event.toml into values; a wrong key is told with file and line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zoneinfo import ZoneInfo

from kiosk.domain.assembly import Assembly, CallTo
from kiosk.sources.assembly_wire import AssemblyTable
from kiosk.sources.event_values import check_id, check_known, check_unique, local, share, words
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_


def read_assemblies(
    toml: TomlText, tables: Sequence[AssemblyTable], zone: ZoneInfo, checkpoints: Collection[str]
) -> tuple[Assembly, ...]:
    """The assemblies in the order of the file; `checkpoints` are the ids of those there are."""
    check_unique(toml, "assembly", [table.id for table in tables])
    found = [_assembly(toml, f"assembly[{n}]", table, zone) for n, table in enumerate(tables)]
    for n, table in enumerate(tables):
        check_known(toml, f"assembly[{n}].checkpoint", [table.checkpoint], checkpoints)
    return tuple(found)


def _assembly(toml: TomlText, path: str, table: AssemblyTable, zone: ZoneInfo) -> Assembly:
    check_id(toml, f"{path}.id", table.id)
    for key, total in (("organisations", table.organisations), ("votes", table.votes)):
        if total is not None and total < 1:
            message = N_("{file}, línea {line}: «{key}» debe ser 1 o más.")
            raise toml.wrong(message, f"{path}.{key}")
    return Assembly(
        id=table.id,
        name=words(toml, f"{path}.name", table.name),
        checkpoint=table.checkpoint,
        kind=table.kind,
        calls=_calls(toml, path, table, zone),
        organisations=table.organisations,
        votes=table.votes,
        request=share(toml, f"{path}.request", table.request),
    )


def _calls(toml: TomlText, path: str, table: AssemblyTable, zone: ZoneInfo) -> tuple[CallTo, ...]:
    """The calls by time; two at one moment could not be told apart."""
    calls: list[CallTo] = []
    for n, call in enumerate(table.call):
        at = local(call.at, zone)
        if any(at == other.at for other in calls):
            message = N_("{file}, línea {line}: «{key}» repite la hora de otra convocatoria.")
            raise toml.wrong(message, f"{path}.call[{n}].at")
        quorum = share(toml, f"{path}.call[{n}].quorum", call.quorum)
        calls.append(CallTo(at, quorum, call.by))
    return tuple(sorted(calls, key=lambda call: call.at))
