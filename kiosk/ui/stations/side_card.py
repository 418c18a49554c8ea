"""The card beside the list of stations: one of its pages, and a line for trouble."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.ui.stations.invitation_page import InvitationPage
from kiosk.ui.stations.side_pages import JoinPage, OfficePage, QuestionPage, WordsPage
from kiosk.ui.stations.state import Side, SideState
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph


class SideCard(Panel):
    """Its pages tell their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.office = WordsPage(), OfficePage()
        self.invitation, self.question = InvitationPage(), QuestionPage()
        self.join = JoinPage()
        self.problem = Paragraph(px=17, weight=600, ink="warn_fg", lines=5)
        self._of: dict[Side, WordsPage | InvitationPage] = {
            Side.WORDS: self.words,
            Side.OFFICE: self.office,
            Side.INVITATION: self.invitation,
            Side.QUESTION: self.question,
            Side.JOIN: self.join,
        }
        self._pages = QStackedWidget()
        for page in self._of.values():
            self._pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addWidget(self.problem)
        self._column.addWidget(self._pages, 1)

    def show_state(self, state: SideState) -> None:
        """Draw the page that it has come to."""
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        page = self._of[state.side]
        page.show_state(state)
        self._pages.setCurrentWidget(page)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.office.retranslate()
        self.question.retranslate()
        self.join.retranslate()

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures on small screens."""
        for page in self._of.values():
            page.set_compact(compact=compact)
        self._column.setContentsMargins(*((18, 14, 18, 14) if compact else (29, 26, 29, 25)))
