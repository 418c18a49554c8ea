"""What is said of printers that are pushed bytes over a plain line; drives none."""

from __future__ import annotations

from kiosk.texts import N_

SILENT = N_("La impresora no dice su estado: revise la dirección, o agregue confirm=no a ella.")
CUT = N_("Se cortó la conexión mientras se enviaba: mire si la credencial salió.")
UNPROVEN = N_("La impresora no confirmó la credencial: mire si salió.")
BROKEN = N_("No se pudo leer la credencial ya dibujada: pídala de nuevo.")
