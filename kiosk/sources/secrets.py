"""Keeps the tokens of sources: in the system's keyring if it has one, else in a private file.

Never in the event's file, in arguments, logs or exports. A keyring that fails is as none at all:
a station must not stop because nobody unlocked it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from kiosk.private_file import write_private

FILE = "secrets.json"
_SERVICE = "kiosk"
_WORTH = 1
"""https://pypi.org/project/keyring: below this priority a backend is not recommended."""


def put(folder: Path, name: str, secret: str) -> None:
    """Keep the secret of a source of the profile in `folder`, in the place of another."""
    remove(folder, name)
    if not secret or _to_keyring(_account(folder, name), secret):
        return
    write_private(folder / FILE, json.dumps(_read(folder) | {name: secret}).encode())


def get(folder: Path, name: str) -> str:
    """The secret, "" where there is none."""
    kept = _read(folder).get(name)
    return kept if kept is not None else _from_keyring(_account(folder, name))


def remove(folder: Path, name: str) -> None:
    """Forget the secret, wherever it lies."""
    kept = _read(folder)
    if kept.pop(name, None) is not None:
        write_private(folder / FILE, json.dumps(kept).encode())
    account = _account(folder, name)
    if _from_keyring(account):
        try:
            keyring.delete_password(_SERVICE, account)
        except (KeyringError, RuntimeError, OSError):
            return


def _account(folder: Path, name: str) -> str:
    """Each profile has its own: two events may know the same server by two tokens."""
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return f"{place} {name}"


def _read(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _works() -> bool:
    try:
        return float(keyring.get_keyring().priority) >= _WORTH
    except (KeyringError, RuntimeError, OSError):
        return False


def _to_keyring(account: str, secret: str) -> bool:
    """Whether the keyring has it now; it is read back, since some keep nothing."""
    if not _works():
        return False
    try:
        keyring.set_password(_SERVICE, account, secret)
    except (KeyringError, RuntimeError, OSError):
        return False
    return _from_keyring(account) == secret


def _from_keyring(account: str) -> str:
    if not _works():
        return ""
    try:
        return keyring.get_password(_SERVICE, account) or ""
    except (KeyringError, RuntimeError, OSError):
        return ""
