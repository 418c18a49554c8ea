"""The key with which this profile signs certificates: made once, kept as secrets are.

Its public half lies in the profile for whoever wants to verify (certificates.pem). Should the
secret get lost, a new key is made and the file holds both: what the old one signed stays valid.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.private_file import write_private
from kiosk.scanning.signing import new_key, public_key, public_keys, signer
from kiosk.sources import secrets
from kiosk.texts import N_

FILE = "certificates.pem"
_NAME = "@certificates"
"""Among the secrets; no source can have it, since their names have no "@"."""


def signing(folder: Path) -> Callable[[bytes], bytes]:
    """What signs with the profile's key, which is made where there is none.

    Raises FailureError when it cannot be kept.
    """
    secret = secrets.get(folder, _NAME)
    try:
        if not secret:
            secret = new_key()
            secrets.put(folder, _NAME, secret)
        sign = signer(secret)
        _publish(folder / FILE, public_key(secret))
    except OSError as error:
        raise FailureError(
            N_("No se pudo guardar la clave de los certificados en {path}: {error}"),
            path=folder,
            error=error.strerror or error,
        ) from error
    except ValueError as error:
        raise FailureError(
            N_("La clave de los certificados de {path} está dañada."), path=folder
        ) from error
    return sign


def known_keys(path: Path) -> tuple[str, ...]:
    """The public keys of a PEM file, as scanning.signature takes them.

    Raises NotFoundError without the file, WrongUseError where it holds no key.
    """
    try:
        keys = public_keys(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise NotFoundError(N_("No existe el archivo {file}."), file=path) from None
    except (OSError, UnicodeDecodeError):
        keys = ()
    if not keys:
        raise WrongUseError(N_("{path} no tiene ninguna clave pública."), path=path)
    return keys


def _publish(path: Path, pem: str) -> None:
    before = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
    if pem not in before:
        write_private(path, (before + pem).encode("ascii", "replace"))
