"""The fields of a person, for a walk-in and for a correction; keeps what is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.name_case import offered_case
from kiosk.texts import _
from kiosk.ui.desk.state import Choices, FormData
from kiosk.ui.widgets.button import Button, ButtonSize
from kiosk.ui.widgets.field import ChoiceField, Field, FieldLabel
from kiosk.ui.widgets.segments import Segments


class Labelled(QWidget):
    """Segments under their label."""

    def __init__(self, *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = FieldLabel()
        self.segments = Segments(many=many)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.label)
        self._column.addWidget(self.segments)
        self.set_compact(compact=False)

    def set_words(self, label: str) -> None:
        """The label."""
        self.label.set_text(label)
        self.segments.setAccessibleName(label)

    def set_compact(self, *, compact: bool) -> None:
        """Lower segments, nearer to their label, on small screens."""
        self.segments.set_compact(compact=compact)
        self._column.setSpacing(3 if compact else 7)


_OFFER = ButtonSize(height=44, px=17, weight=600, icon=20, radius=10, padding=16)

_SMALL_OFFER = ButtonSize(height=36, px=16, weight=600, icon=18, radius=10, padding=12)


class PersonForm(QWidget):
    """Signals: edited() at each change, left_field() when the focus goes on.

    `walk_in=True` asks for everything and marks what must be filled; else a correction. A name
    typed in one case is offered in a readable form; one press takes it.
    """

    edited = Signal()
    left_field = Signal()

    def __init__(self, *, walk_in: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk_in, self._compact = walk_in, False
        self.given = Field(required=True)
        self.family = Field(required=walk_in)
        self.offer = Button("", icon="a-large-small", size=_OFFER)
        self.offer.hide()
        self.badge = Field()
        self.email = Field(required=walk_in)
        self.organisation = Field(required=walk_in)
        self.country = ChoiceField(required=walk_in)
        self.role = Labelled()
        self.speaks = Labelled(many=True)
        self.photo = Labelled()
        self.first = Labelled()
        self._lay_out()
        for field in self.fields():
            field.edited.connect(self.edited)
            field.left.connect(self.left_field)
        self.country.edited.connect(self.edited)
        for part in self.parts():
            part.segments.changed.connect(self.edited)
        self.edited.connect(self._show_offer)
        self.offer.clicked.connect(self.take_offer)

    def fields(self) -> tuple[Field, ...]:
        """The lines to type in, in order."""
        return (self.given, self.family, self.badge, self.email, self.organisation)

    def parts(self) -> tuple[Labelled, ...]:
        """The segments, in order."""
        return (self.role, self.speaks, self.photo, self.first)

    def data(self) -> FormData:
        """What is in the form."""
        photo = self.photo.segments.values()
        return FormData(
            given_name=self.given.text(),
            family_name=self.family.text(),
            badge_name=self.badge.text(),
            email=self.email.text(),
            organisation=self.organisation.text(),
            country=self.country.value(),
            role=next(iter(self.role.segments.values()), ""),
            speaks=self.speaks.segments.values(),
            photo_ok=photo == ("yes",) if photo else None,
            first_time=self.first.segments.values() == ("yes",),
        )

    def fill(self, data: FormData) -> None:
        """Put that into the form; emits nothing."""
        self.given.set_text(data.given_name)
        self.family.set_text(data.family_name)
        self.badge.set_text(data.badge_name)
        self.email.set_text(data.email)
        self.organisation.set_text(data.organisation)
        self.country.set_value(data.country)
        self.role.segments.set_values((data.role,))
        self.speaks.segments.set_values(data.speaks)
        photo = () if data.photo_ok is None else ("yes",) if data.photo_ok else ("no",)
        self.photo.segments.set_values(photo)
        self.first.segments.set_values(("yes",) if data.first_time else ("no",))
        self._show_offer()

    def take_offer(self) -> None:
        """Write the name as it is offered."""
        offer = offered_case(self.given.text(), self.family.text())
        if offer is None:
            return
        self.given.set_text(offer[0])
        self.family.set_text(offer[1])
        self.given.setFocus()
        self.edited.emit()

    def missing(self) -> int:
        """How many of the fields that must be filled are empty."""
        needed = [self.given.text()]
        if self._walk_in:
            needed += [self.family.text(), self.email.text(), self.organisation.text()]
            needed.append(self.country.value())
        return sum(1 for value in needed if not value)

    def focus_missing(self) -> None:
        """Put the cursor into the first field that must be filled and is empty."""
        for field in (self.given, self.family, self.email, self.organisation):
            if not field.text():
                field.setFocus()
                return
        self.country.setFocus()

    def show_choices(self, choices: Choices) -> None:
        """What countries, roles and languages there are to choose from."""
        self.country.offer(tuple((o.value, o.label) for o in choices.countries))
        for part, options in ((self.role, choices.roles), (self.speaks, choices.languages)):
            part.segments.set_segments(tuple((o.value, o.label, "") for o in options))
        if not self.role.segments.values():
            self.role.segments.set_values((self.role.segments.first_value(),))
        if not self.first.segments.values():
            self.first.segments.set_values(("no",))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.given.set_words(_("Nombre"))
        self.family.set_words(_("Apellido"))
        self._badge_words()
        self.email.set_words(_("Correo"))
        self.organisation.set_words(_("Organización"))
        self.country.set_words(_("País"))
        self.role.set_words(_("Tipo"))
        self.speaks.set_words(_("Idiomas que habla"))
        self.photo.set_words(_("Fotos"))
        self.first.set_words(_("Es su primera vez"))
        self._show_offer()
        yes_no = (("yes", _("Acepta"), "camera"), ("no", _("Sin fotos"), "camera-off"))
        self.photo.segments.set_segments(yes_no)
        self.first.segments.set_segments((("yes", _("Sí"), ""), ("no", _("No"), "")))

    def set_compact(self, *, compact: bool) -> None:
        """Lower boxes, without help, on small screens."""
        self._compact = compact
        self._badge_words()
        for field in self.fields():
            field.set_compact(compact=compact)
        self.country.set_compact(compact=compact)
        self.offer.set_size(_SMALL_OFFER if compact else _OFFER)
        for part in self.parts():
            part.set_compact(compact=compact)
        self._grid.setVerticalSpacing(8 if compact else 18)

    def _badge_words(self) -> None:
        help_text = _("Lo más grande de la credencial. Puede ser como le dicen.")
        shown = self._walk_in and not self._compact
        self.badge.set_words(_("Nombre en la credencial"), help_text if shown else "")

    def _show_offer(self) -> None:
        offer = offered_case(self.given.text(), self.family.text())
        self.offer.setVisible(offer is not None)
        if offer is not None:
            self.offer.set_label(_("Escribir «{name}»", name=" ".join(offer).strip()))

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(18)
        places = (self.given, self.family, self.badge, self.email, self.organisation, self.country)
        for number, field in enumerate(places):
            self._grid.addWidget(field, number // 2 + (number > 1), number % 2)
        self._grid.addWidget(self.offer, 1, 0, 1, 2)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.speaks, 38)
        row.addWidget(self.photo, 36)
        if not self._walk_in:
            self.role.hide()
            self.first.hide()
        else:
            self._grid.addWidget(self.role, 4, 0, 1, 2)
            row.addWidget(self.first, 29)
        self._grid.addLayout(row, 5, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
