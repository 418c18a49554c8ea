"""How full this machine's battery is, as Linux tells it; elsewhere nobody knows."""

from __future__ import annotations

from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")


def percent(supplies: Path = SUPPLIES) -> int | None:
    """The emptiest of the machine's batteries in percent, None where there is none.

    A mouse has a battery too: it says `Device` as its scope.
    Source: https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-class-power
    """
    try:
        found = [_of(one) for one in supplies.iterdir()]
    except OSError:
        return None
    return min((one for one in found if one is not None), default=None)


def _of(supply: Path) -> int | None:
    if _word(supply / "type") != "Battery" or _word(supply / "scope") == "Device":
        return None
    said = _word(supply / "capacity")
    return min(100, int(said)) if said.isdecimal() else None


def _word(path: Path) -> str:
    """What the file says; "" where it cannot be read, as while a battery is taken out."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
