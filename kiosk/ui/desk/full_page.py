"""What every page that takes the whole desk has in common; decides nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.ui.desk.state import DeskState


class FullPage(QWidget):
    """A page below the bars, opened by its tab. Its own signals tell what was done on it."""

    def draw(self, state: DeskState) -> None:
        """Draw its part of the desk's state; called while it is in front, and as it comes there."""

    def enter(self) -> None:
        """It was brought to the front: put the cursor where work goes on."""

    def retranslate(self) -> None:
        """All words in the language in force."""

    def set_compact(self, *, compact: bool) -> None:
        """Smaller measures for small windows."""
