"""A set-up in hand for tests: its window, its workers, and what a person does there."""

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.app.language import Language
from kiosk.app.setup_controller import SetupController
from kiosk.domain.source_draft import SourceKind
from kiosk.resources import asset
from kiosk.services.source_steps import SourceSteps
from kiosk.ui.setup.view import SetupView


class SetUp:
    """At the page of sources, with the demo's event chosen."""

    def __init__(self, qtbot, make_worker, folder, steps_for=SourceSteps):
        self._qtbot = qtbot
        self.folder = folder / "profile"
        self._workers = (make_worker("setup"), make_worker("net"))
        self.view = SetupView()
        qtbot.addWidget(self.view)
        self.controller = SetupController(
            self.view, self._workers[0], Language(), self.folder, folder / "demo",
            net=self._workers[1], steps_for=steps_for,
        )  # fmt: skip
        self.controller.open()
        self.view.resize(1024, 640)
        self.view.show()
        self.view.event_page.own.click()
        self.view.event_page.file_chosen.emit(str(asset("demo", "event.toml")))
        self.settle()
        self.view.start.click()

    def settle(self):
        """Until nothing is under way."""
        self.until(lambda: not any(worker.busy for worker in self._workers))

    def until(self, there):
        """Until this is so."""
        self._qtbot.waitUntil(there, timeout=20_000)

    def press(self, *, settle=True):
        """The one button that goes on."""
        self.view.start.click()
        if settle:
            self.settle()

    def choose(self, kind):
        """The card of that kind."""
        self.view.source.cards[SourceKind(kind)].click()

    def type(self, **texts):
        """Into the fields of those names."""
        for name, text in texts.items():
            getattr(self.view.source.form, name).set_text(text)
        self.view.source.form.edited.emit()

    def scan(self, text):
        """As a scanner does."""
        self.controller.on_scan(text)
        self.settle()

    @property
    def answer(self):
        """What the page of sources says of the last try."""
        return self.view.source.answer.text()

    @property
    def step(self):
        return self.view.state.step

    def all_texts(self):
        """Whatever any widget holds as its text, shown or not."""
        found = []
        for widget in self.view.findChildren(QWidget):
            for name in ("text", "accessibleName", "toolTip", "placeholderText"):
                value = getattr(widget, name, None)
                value = value() if callable(value) else value
                found.append(value if isinstance(value, str) else "")
            if isinstance(widget, QLineEdit):
                found.append(widget.displayText())
        return "\n".join(found)
