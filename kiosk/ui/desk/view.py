"""The desk's window content: bars, left page and right card; draws states, tells what was done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.texts import N_, _
from kiosk.ui.dashboard.page import PanelPage
from kiosk.ui.desk.access_page import AccessPage
from kiosk.ui.desk.already_card import AlreadyCard
from kiosk.ui.desk.already_left import AlreadyLeft
from kiosk.ui.desk.correct_card import CorrectCard
from kiosk.ui.desk.deliveries_page import DeliveriesPage
from kiosk.ui.desk.empty_card import EmptyCard
from kiosk.ui.desk.full_page import FullPage
from kiosk.ui.desk.person_card import PersonCard
from kiosk.ui.desk.print_page import PrintPage
from kiosk.ui.desk.questions_card import QuestionsCard
from kiosk.ui.desk.reason_panel import ReasonPanel
from kiosk.ui.desk.search_page import SearchPage
from kiosk.ui.desk.state import CardMode, DeskState, FormData, Page
from kiosk.ui.desk.walk_in_page import WalkInPage
from kiosk.ui.stations.page import StationsPage
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.focus_ring import FocusRing
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.search_box import SearchBox
from kiosk.ui.widgets.status_bar import StatusBar
from kiosk.ui.widgets.top_bar import TopBar

_TABS = {
    Page.SEARCH: ("scan-line", N_("Acreditar")),
    Page.WALK_IN: ("user-plus", N_("Alta")),
    Page.ACCESS: ("door-open", N_("Accesos")),
    Page.PRINTS: ("printer", N_("Impresión")),
    Page.DELIVERIES: ("server", N_("Envíos")),
    Page.PANEL: ("layout-dashboard", N_("Panel")),
    Page.STATIONS: ("monitor", N_("Estaciones")),
    Page.DESIGNER: ("id-card", N_("Credenciales")),
}
"""Each screen with a tab of its own, in their order: its icon and its words."""

_Part = (
    SearchPage
    | AlreadyLeft
    | EmptyCard
    | PersonCard
    | CorrectCard
    | ReasonPanel
    | QuestionsCard
    | AlreadyCard
    | FullPage
)
_KEYS = ("F2", "F3", "F4", "F6", "F7", "F8")


class DeskView(QWidget):
    """Draws a DeskState. Every signal names what the operator did, never what should follow.

    `designer` is the page on which badges are designed, where this station has it.
    """

    search_edited = Signal(str)
    selection_moved = Signal(int)
    row_chosen = Signal(int)
    enter_pressed = Signal()
    escape_pressed = Signal()
    key_pressed = Signal(str)
    override_pressed = Signal()
    reason_chosen = Signal(int)
    reason_confirmed = Signal(str)
    correction_saved = Signal(FormData)
    answers_given = Signal(object)
    walk_in_changed = Signal(FormData)
    walk_in_submitted = Signal(FormData)
    candidate_opened = Signal(int)
    other_confirmed = Signal()
    tab_chosen = Signal(str)
    language_chosen = Signal(str)
    banner_dismissed = Signal()
    retranslated = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None, *, designer: FullPage | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._compact = DeskState(), False
        self.top = TopBar({page.value: icon for page, (icon, _words) in _TABS.items()})
        self.banner = Banner()
        self.box = SearchBox()
        self.search = SearchPage()
        self.already_left = AlreadyLeft()
        self.empty = EmptyCard()
        self.card = PersonCard()
        self.correct = CorrectCard()
        self.reason = ReasonPanel()
        self.questions = QuestionsCard()
        self.already_card = AlreadyCard()
        self.walk_in = WalkInPage()
        self.prints = PrintPage()
        self.access = AccessPage()
        self.deliveries = DeliveriesPage()
        self.panel = PanelPage()
        self.stations = StationsPage()
        self._full: dict[Page, FullPage] = {
            Page.WALK_IN: self.walk_in,
            Page.ACCESS: self.access,
            Page.PRINTS: self.prints,
            Page.DELIVERIES: self.deliveries,
            Page.PANEL: self.panel,
            Page.STATIONS: self.stations,
        }
        if designer is not None:
            self._full[Page.DESIGNER] = designer
        self.status = StatusBar()
        self._lay_out()
        self._ring = FocusRing(self)
        self._connect()
        self.retranslate()
        self.show_state(self._state)

    def show_state(self, state: DeskState) -> None:
        """Draw the state; parts that did not change and pages behind are left alone."""
        before, self._state = self._state, state
        self._show_bars(state)
        self._show_left(state)
        self._show_right(state)
        if state.choices != before.choices:
            self.walk_in.form.show_choices(state.choices)
            self.correct.form.show_choices(state.choices)
        if state.page in self._full:
            self._full[state.page].draw(state)
        self._open(before, state)

    def minimumSizeHint(self) -> QSize:
        """Small laptops; below this things would be cut."""
        return QSize(1024, 640)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.box.setFocus()

    def retranslate(self) -> None:
        """All words in the language in force."""
        tabs = {page.value: _(words) for page, (_icon, words) in _TABS.items()}
        self.top.set_texts(_("Acreditación"), tabs)
        for part in self._parts():
            part.retranslate()
        self._box_words()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_state(self._state)
            self.retranslated.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Taken away by the program (not by the window manager): nothing may tick any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take smaller measures where the window is small."""
        super().resizeEvent(event)
        compact = self.width() < 1600 or self.height() < 900
        if compact != self._compact:
            self._compact = compact
            for part in (*self._parts(), self.box, self.top):
                part.set_compact(compact=compact)
            self._margins(compact=compact)

    def _parts(self) -> tuple[_Part, ...]:
        parts = (self.search, self.already_left, self.empty, self.card, self.correct, self.reason)
        return (*parts, self.questions, self.already_card, *self._full.values())

    def _show_bars(self, state: DeskState) -> None:
        top, status = state.top, state.status
        self.top.show_words(top.event, top.station, top.operator, top.language)
        self.top.show_clock(top.clock)
        self.top.open_tab((Page.SEARCH if state.page is Page.ALREADY else state.page).value)
        self.top.show_tab(Page.DELIVERIES.value, shown=bool(state.deliveries.sources))
        self.top.show_tab(Page.DESIGNER.value, shown=Page.DESIGNER in self._full)
        items = tuple((i.icon, i.before, i.strong, i.after, i.tone, i.page) for i in status.items)
        self.status.show_items(items)
        self.status.show_count(status.checked_in, status.expected, (_("Acreditados"), _("de")))
        self.banner.show_text(state.banner, _("Entendido"))

    def _show_left(self, state: DeskState) -> None:
        self.box.digits_always = state.mode is CardMode.REASON
        self.box.digits = state.page is Page.ALREADY or state.mode is CardMode.REASON
        self.box.set_text(state.search.query)
        self.search.show_state(state.search)
        if state.already is not None:
            self.already_left.show_state(state.already)
        self._box_words()

    def _show_right(self, state: DeskState) -> None:
        if state.card is not None:
            self.card.show_state(state.card, busy=state.busy)
        if state.already is not None:
            self.already_card.show_state(state.already, busy=state.busy)
        if state.reason is not None:
            self.reason.show_state(state.reason, busy=state.busy)
        if state.questions is not None:
            self.questions.show_state(state.questions, busy=state.busy)
        elif state.card is None:
            self.questions.form.clear()

    def _open(self, before: DeskState, state: DeskState) -> None:
        """Bring page and card to the front and put the cursor where work goes on."""
        self._pages.setCurrentWidget(self._full.get(state.page, self._desk))
        already = state.page is Page.ALREADY
        self._left.setCurrentWidget(self.already_left if already else self.search)
        self._right.setCurrentWidget(self._card_of(state))
        if state.mode is CardMode.CORRECT and before.mode is not CardMode.CORRECT and state.card:
            self.correct.open(state.card.form)
        elif state.mode is CardMode.REASON and before.mode is not CardMode.REASON:
            self.focus_search()
            self.reason.open()
        elif state.mode is CardMode.QUESTIONS and before.mode is not CardMode.QUESTIONS:
            self.questions.open()
        elif state.page in self._full and state.page is not before.page:
            self._full[state.page].enter()
        elif (state.page, state.mode) != (before.page, before.mode) and self._searching(state):
            self.focus_search()

    def _searching(self, state: DeskState) -> bool:
        in_form = state.mode in (CardMode.CORRECT, CardMode.QUESTIONS)
        return state.page in (Page.SEARCH, Page.ALREADY) and not in_form

    def _card_of(self, state: DeskState) -> QWidget:
        if state.mode is CardMode.CORRECT:
            return self.correct
        if state.mode is CardMode.REASON:
            return self.reason
        if state.mode is CardMode.QUESTIONS:
            return self.questions
        if state.page is Page.ALREADY:
            return self.already_card
        return self.card if state.mode is CardMode.PERSON else self.empty

    def _box_words(self) -> None:
        if self._state.page is Page.ALREADY:
            words = _("Busque o escanee a la siguiente persona")
        else:
            words = _("Escanee o escriba un nombre")
        self.box.set_texts(words, _("Lector listo"))

    def _connect(self) -> None:
        self.box.text_edited.connect(self.search_edited)
        self.box.moved.connect(self.selection_moved)
        self.box.entered.connect(self._on_enter)
        self.box.escaped.connect(self.escape_pressed)
        self.box.digit_pressed.connect(self._on_digit)
        self.search.row_chosen.connect(self.row_chosen)
        self.search.row_activated.connect(self.enter_pressed)
        self.card.main_pressed.connect(self.enter_pressed)
        self.card.override_pressed.connect(self.override_pressed)
        self.correct.saved.connect(self.correction_saved)
        self.questions.answered.connect(self.answers_given)
        self.questions.override_pressed.connect(self.override_pressed)
        self.reason.reason_chosen.connect(self.reason_chosen)
        self.already_card.reason_chosen.connect(self.reason_chosen)
        self.walk_in.changed.connect(self.walk_in_changed)
        self.walk_in.submitted.connect(self.walk_in_submitted)
        self.walk_in.candidate_opened.connect(self.candidate_opened)
        self.walk_in.other_confirmed.connect(self.other_confirmed)
        self.top.tab_chosen.connect(self.tab_chosen)
        self.status.chosen.connect(self.tab_chosen)
        self.top.language_chosen.connect(self.language_chosen)
        self.banner.dismissed.connect(self.banner_dismissed)
        self._connect_keys()

    def _connect_keys(self) -> None:
        """Buttons and their keys do the same, by way of the same signal."""
        for part in (self.correct, self.reason, self.questions, self.walk_in):
            part.cancelled.connect(self.escape_pressed)
        self.already_card.next_pressed.connect(self.escape_pressed)
        buttons = {
            "F2": (self.card.correct_pressed,),
            "F3": (self.card.no_print_pressed,),
            "F4": (self.search.walk_in_pressed,),
            "F6": (self.card.reprint_pressed, self.already_card.reprint_pressed),
            "F7": (),
            "F8": (self.search.undo_pressed, self.already_card.undo_pressed),
        }
        for key in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            for source in (shortcut.activated, *buttons[key]):
                source.connect(partial(self.key_pressed.emit, key))
        self.reason.confirmed.connect(self._on_enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and 1 2 3 also work while the focus is on a button or in a form."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._on_enter()
        elif self.box.digits and event.text() in ("1", "2", "3"):
            self._on_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self._state.mode is CardMode.CORRECT:
            self.correct.submit()
        elif self._state.mode is CardMode.QUESTIONS:
            self.questions.submit()
        elif self._state.mode is CardMode.REASON:
            self.reason_confirmed.emit(self.reason.pin.text())
        else:
            self.enter_pressed.emit()

    def _on_digit(self, digit: int) -> None:
        self.reason_chosen.emit(digit - 1)
        if self._state.mode is CardMode.REASON:
            self.reason.ask_pin()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._desk = QWidget()
        self._columns = QHBoxLayout(self._desk)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(self._left_side())
        self._columns.addWidget(self._right_side())
        self._pages.addWidget(self._desk)
        for page in self._full.values():
            self._pages.addWidget(page)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.banner)
        self._middle.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._middle, 1)
        column.addWidget(self.status)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._margins(compact=False)
        self.box.setFocus()

    def _left_side(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(0)
        self._left = QStackedWidget()
        self._left.addWidget(self.search)
        self._left.addWidget(self.already_left)
        left.addWidget(self.box)
        left.addWidget(self._left, 1)
        return left

    def _right_side(self) -> Panel:
        self._right = QStackedWidget()
        cards = (self.empty, self.card, self.correct, self.reason, self.questions)
        for card in (*cards, self.already_card):
            self._right.addWidget(card)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._right)
        return panel

    def _margins(self, *, compact: bool) -> None:
        self._middle.setContentsMargins(*((16, 14, 16, 14) if compact else (28, 24, 28, 24)))
        self._middle.setSpacing(10 if compact else 16)
        self._columns.setSpacing(16 if compact else 24)
        self._columns.setStretch(0, 54 if compact else 1076)
        self._columns.setStretch(1, 46 if compact else 764)
