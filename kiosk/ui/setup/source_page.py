"""The page that asks where registrations come from: cards, the form of one, what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.source_draft import SourceKind
from kiosk.texts import _
from kiosk.ui.setup.answer_panel import AnswerPanel
from kiosk.ui.setup.source_card import SourceCard
from kiosk.ui.setup.source_form import SourceForm
from kiosk.ui.setup.state import SourceState
from kiosk.ui.widgets.panel import Panel

_CARDS = (
    (SourceKind.FILE, "file-spreadsheet"),
    (SourceKind.PRETIX, "ticket"),
    (SourceKind.INDICO, "calendar"),
    (SourceKind.HTTP, "server"),
    (SourceKind.NONE, "minus"),
)
KEYS = ("F1", "F2", "F3", "F4", "F5")
_HIGHEST = 440


class SourcePage(QWidget):
    """Signals: kind_chosen(SourceKind), edited()."""

    kind_chosen = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SourceState | None = None
        self.cards = {
            kind: SourceCard(icon, key) for (kind, icon), key in zip(_CARDS, KEYS, strict=True)
        }
        self.form, self.answer = SourceForm(), AnswerPanel()
        for card in self.cards.values():
            card.clicked.connect(self._on_card)
        self.form.edited.connect(self.edited)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in self.cards.values():
            row.addWidget(card, 1)
        column.addLayout(row)
        panel = Panel()
        self._inside = across = QHBoxLayout(panel)
        across.setContentsMargins(24, 18, 24, 18)
        across.setSpacing(28)
        across.addWidget(self.form, 11)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.answer)
        across.addWidget(scroll, 9)
        panel.setMaximumHeight(_HIGHEST)
        column.addWidget(panel, 1)
        column.addStretch()

    def draw(self, state: SourceState) -> None:
        """Draw this where it changed; what is typed stays."""
        if self._state is None or state.kind is not self._state.kind:
            self.form.show_kind(state.kind)
        self.cards[state.kind].setChecked(True)
        self.answer.show_answer(state.title, state.lines)
        self._state = state

    def choose(self, number: int) -> None:
        """Press the card of that number, from 0."""
        tuple(self.cards.values())[number].click()

    def retranslate(self) -> None:
        """Words in the language in force."""
        words = {
            SourceKind.FILE: (_("Archivo"), _("Excel, ODS, csv o json.")),
            SourceKind.PRETIX: ("pretix", _("Con el QR de un equipo nuevo, o con un token.")),
            SourceKind.INDICO: ("Indico", _("Con un token de la API.")),
            SourceKind.HTTP: (_("En la web"), _("Una lista publicada en una dirección.")),
            SourceKind.NONE: (_("Todavía no"), _("Empieza sin lista; se agrega después.")),
        }
        for kind, card in self.cards.items():
            card.set_words(*words[kind])
        self.form.retranslate()

    def set_compact(self, *, cards: bool, fields: bool) -> None:
        """Lower cards, lower fields: the window knows how much room there is."""
        self.form.set_compact(compact=fields)
        self._inside.setContentsMargins(*((18, 12, 18, 8) if fields else (24, 18, 24, 18)))
        for card in self.cards.values():
            card.set_compact(compact=cards)

    def _on_card(self) -> None:
        chosen = next(kind for kind, card in self.cards.items() if card.isChecked())
        self.kind_chosen.emit(chosen)
