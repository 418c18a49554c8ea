"""The pictures of questions at check-in: an event that asks some of every kind; draws nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kiosk.app.stage import Stage
from kiosk.services.context import Context

_FOR_DESK = """
[[question]]
id = "scene-badge"
type = "yes-no"
required = true
position = 901
text.es = "¿Documento verificado?"
text.pt = "Documento verificado?"
text.en = "ID document checked?"
help.es = "Con foto: cédula, pasaporte o licencia."
help.pt = "Com foto: RG, passaporte ou CNH."
help.en = "With a photo: ID card, passport or licence."

[[question]]
id = "scene-diet"
type = "choice"
position = 902
text.es = "Comida"
text.pt = "Alimentação"
text.en = "Meals"
options = [
  { id = "any", label = { es = "Común", pt = "Comum", en = "Any" } },
  { id = "veg", label = { es = "Vegetariana", pt = "Vegetariana", en = "Vegetarian" } },
  { id = "gf", label = { es = "Sin gluten", pt = "Sem glúten", en = "Gluten free" } },
]

[[question]]
id = "scene-phone"
type = "phone"
position = 903
text.es = "Teléfono durante el evento"
text.pt = "Telefone durante o evento"
text.en = "Phone during the event"

[[question]]
id = "scene-back"
type = "date"
required = true
position = 904
text.es = "¿Qué día viaja de vuelta?"
text.pt = "Em que dia volta?"
text.en = "Which day do you travel back?"
"""
_FOR_DOOR = """
[[question]]
id = "scene-shots"
type = "yes-no"
required = true
text.es = "¿Aceptó la confidencialidad de la reunión?"
text.pt = "Aceitou a confidencialidade da reunião?"
text.en = "Did they accept the confidentiality of the meeting?"
"""


def ask_at_desk(ctx: Context) -> None:
    """Let the event ask what a desk can ask."""
    _append(ctx, _FOR_DESK)


def ask_at_door(ctx: Context) -> None:
    """Let the event ask what a door can ask."""
    _append(ctx, _FOR_DOOR)


def answer_badly(stage: Stage, name: str) -> None:
    """Scan somebody, answer some of it, and try: the rest comes back with what is wrong."""
    stage.scan(name)
    rows = stage.view.questions.form.rows
    rows["scene-badge"].box.set_value("true")
    rows["scene-diet"].box.set_value("veg")
    rows["scene-phone"].box.set_value("099 123")
    rows["scene-back"].box.set_value("31/11/2026")
    stage.key(Qt.Key.Key_Return, "", stage.view)


def _append(ctx: Context, questions: str) -> None:
    path = ctx.folder / "event.toml"
    path.write_text(path.read_text(encoding="utf-8") + questions, encoding="utf-8")
