"""The checks of `kiosk doctor`; each looks at one thing and answers, none changes anything.

Only rebuild_check() writes: it makes the projections anew from mirror and journal.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kiosk import __version__
from kiosk.resources import asset
from kiosk.texts import LANGUAGES, N_, _, n_, translate

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.integrity import JournalCheck

State = Literal["ok", "note", "bad"]
LEAST_FREE_BYTES = 500 * 1024 * 1024
"""Under this much free disk doctor warns: a day of journal, backups and printed PDFs fits in it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One answer: `id` for programs, `name` and `detail` for people."""

    id: str
    state: State
    name: str
    detail: str = ""


def program_checks() -> list[Check]:
    """What the program needs on this machine, with or without a profile."""
    return [_program(), _assets(), _languages(), _display()]


def profile_checks(context: Context) -> list[Check]:
    """What one profile needs."""
    return [_folder(context.folder), _disk(context.folder), _people(context), _journal(context)]


def rebuild_check(context: Context) -> Check:
    """Make the projections anew; "bad" where they had not said what the journal says."""
    from kiosk.services.integrity import rebuild

    changed = [table for table in rebuild(context) if not table.same]
    name = _("Proyecciones")
    if changed:
        found = ", ".join(f"{one.table} +{one.appeared} −{one.vanished}" for one in changed)
        detail = _("Diferían del diario y se rehicieron: {found}", found=found)
        return Check("rebuild", "bad", name, detail)
    return Check("rebuild", "ok", name, _("Rehechas desde el diario: dan lo mismo."))


def no_event(folder: Path) -> Check:
    """What stands in the place of the profile's checks while there is no event."""
    detail = _("No hay evento en {folder}: kiosk event load ARCHIVO.toml", folder=folder)
    return Check("profile", "note", _("Perfil"), detail)


def _program() -> Check:
    python = ".".join(map(str, sys.version_info[:3]))
    return Check(
        "program", "ok", _("Programa"), f"kiosk {__version__}, Python {python}, {sys.platform}"
    )


def _assets() -> Check:
    missing = [name for name in ("fonts", "icons", "layouts", "demo") if not asset(name).is_dir()]
    if missing:
        detail = _("Faltan archivos del programa: {missing}", missing=", ".join(missing))
        return Check("assets", "bad", _("Archivos"), detail)
    return Check("assets", "ok", _("Archivos"), str(asset()))


def _languages() -> Check:
    """Whether the catalogs were found: a text that is known to differ must differ."""
    probe = {translate("Órdenes", lang) for lang in LANGUAGES}
    if len(probe) < len(LANGUAGES):
        return Check("languages", "bad", _("Idiomas"), _("Faltan los catálogos de textos."))
    return Check("languages", "ok", _("Idiomas"), ", ".join(LANGUAGES))


def _display() -> Check:
    if has_display():
        return Check("display", "ok", _("Pantalla"))
    return Check("display", "note", _("Pantalla"), _("No hay pantalla: solo la línea de órdenes."))


def has_display() -> bool:
    """Whether a window could be shown; Qt's own name for a platform outranks the others."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform:
        return platform not in ("offscreen", "minimal")
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _folder(folder: Path) -> Check:
    name = _("Perfil")
    if not os.access(folder, os.W_OK):
        return Check("profile", "bad", name, _("No se puede escribir en {folder}.", folder=folder))
    store = folder / "event.db"
    if os.name == "posix" and stat.S_IMODE(store.stat().st_mode) & 0o077:
        return Check("profile", "bad", name, _("Otros usuarios pueden leer {path}.", path=store))
    return Check("profile", "ok", name, str(folder))


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    detail = _("{megabytes} MB libres", megabytes=free // 1024**2)
    return Check("disk", "ok" if free >= LEAST_FREE_BYTES else "bad", _("Disco"), detail)


def _people(context: Context) -> Check:
    from kiosk.services.counts import counts

    numbers = counts(context)
    detail = _(
        "{expected} esperadas, {checked_in} acreditadas",
        expected=numbers.expected,
        checked_in=numbers.checked_in,
    )
    return Check("people", "ok" if numbers.expected else "note", _("Personas"), detail)


def _journal(context: Context) -> Check:
    from kiosk.services.integrity import verify_journal

    check = verify_journal(context)
    state: State = "ok" if check.sound else "bad"
    return Check("journal", state, _("Diario"), journal_sentence(check))


def journal_sentence(check: JournalCheck) -> str:
    """What the check of the journal found: that it is whole, or the first entry that is not."""
    sentences = {
        "content": N_("El diario fue alterado: el asiento {seq} cambió."),
        "link": N_("El diario fue alterado: el asiento {seq} no sigue al anterior."),
        "missing": N_("El diario fue alterado: falta el asiento {seq}."),
    }
    if check.damage is None:
        return n_(
            "El diario está intacto: {n} asiento.",
            "El diario está intacto: {n} asientos.",
            check.entries,
        )
    return _(sentences[str(check.damage)], seq=check.broken_seq)
