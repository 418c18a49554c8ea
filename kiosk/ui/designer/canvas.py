"""The badge on the screen: frames are chosen, dragged and resized on it; it changes no layout."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.designer import canvas_paint as paint
from kiosk.ui.designer.geometry import Guide, Rect, dragged, hit, holds, snapped
from kiosk.ui.designer.state import DesignerState, FrameState

MARGIN = 20
"""Room around the sheet in logical pixels."""
STEP, LONG_STEP = 0.5, 5.0
"""How far an arrow key moves, in mm; with Shift the longer way."""
_REACH = 7.0
"""How near in logical pixels an edge snaps."""
_STILL = 3.0
"""A press that moves less is a click."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "e": Qt.CursorShape.SizeHorCursor,
    "w": Qt.CursorShape.SizeHorCursor,
}


@dataclass(frozen=True, slots=True)
class _Drag:
    """A frame under the mouse: where it was taken, and where it is now."""

    frame: FrameState
    handle: str
    start: QPointF
    rect: Rect
    guides: tuple[Guide, ...] = ()
    moved: bool = False


class BadgeCanvas(QWidget):
    """The sheet with its frames, at so many pixels a mm.

    Signals: element_chosen(index, -1 for the sheet), placed(index, Rect), nudged(dx, dy in mm),
    removal_wanted().
    """

    element_chosen = Signal(int)
    placed = Signal(int, object)
    nudged = Signal(float, float)
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = DesignerState()
        self._png = b""
        self._image = self._small = QImage()
        self._scale = 4.0
        self._drag: _Drag | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_state(self, state: DesignerState) -> None:
        """Draw the sheet and its frames; a drag under way goes on."""
        self._state = state
        if state.png != self._png:
            self._png, self._small = state.png, QImage()
            self._image = QImage.fromData(state.png)
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Take so many logical pixels a mm."""
        self._scale = scale
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The sheet with room around it."""
        width, height = self._state.width * self._scale, self._state.height * self._scale
        return QSize(round(width) + 2 * MARGIN, round(height) + 2 * MARGIN)

    def sheet(self) -> QRectF:
        """Where the sheet lies."""
        width, height = self._state.width * self._scale, self._state.height * self._scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def box(self, rect: Rect) -> QRectF:
        """A frame in logical pixels."""
        sheet, scale = self.sheet(), self._scale
        x, y = sheet.x() + rect.x * scale, sheet.y() + rect.y * scale
        return QRectF(x, y, rect.w * scale, rect.h * scale)

    def frames(self) -> list[FrameState]:
        """Those of the side that is shown."""
        return [one for one in self._state.frames if one.side == self._state.side]

    def chosen(self) -> FrameState | None:
        """The chosen frame, where it is on this side."""
        return next((one for one in self.frames() if one.index == self._state.chosen), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle or the frame under the pointer; the bare sheet chooses itself."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot, chosen = event.position(), self.chosen()
        x, y = self._mm(spot)
        if chosen is not None and (handle := self._handle_at(chosen, spot)):
            self._drag = _Drag(chosen, handle, spot, chosen.rect)
        elif chosen is not None and holds(chosen.rect, x, y, self._slack()):
            self._drag = _Drag(chosen, "", spot, chosen.rect)
        elif (found := hit(self.frames(), x, y, self._slack())) is not None:
            self._drag = _Drag(found, "", spot, found.rect)
            self.element_chosen.emit(found.index)
        else:
            self.element_chosen.emit(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what could be taken."""
        drag, spot = self._drag, event.position()
        if drag is None:
            self._hover(spot)
            return
        way = spot - drag.start
        if not drag.moved and way.manhattanLength() < _STILL:
            return
        frame, page = drag.frame, (self._state.width, self._state.height)
        by = (way.x() / self._scale, way.y() / self._scale)
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        reach = 0.0 if free else _REACH / self._scale
        others = [one.rect for one in self.frames() if one.shown and one.index != frame.index]
        by, guides = snapped(frame.rect, drag.handle, by, others, page, reach)
        rect = dragged(frame.rect, drag.handle, by, page, frame.least, square=frame.square)
        self._drag = replace(drag, rect=rect, guides=guides, moved=True)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the frame was left; a click on the chosen frame chooses what it hides."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if drag.moved:
            self.placed.emit(drag.frame.index, drag.rect)
        elif not drag.handle:
            found = hit(self.frames(), *self._mm(event.position()), self._slack())
            if found is not None and found.index != drag.frame.index:
                self.element_chosen.emit(found.index)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by half a millimetre, with Shift by five; Delete removes; Esc lets go."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = LONG_STEP if far else STEP
            self.nudged.emit(_ARROWS[key][0] * step, _ARROWS[key][1] * step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Escape and (
            self._drag is not None or self._state.chosen is not None
        ):
            if self._drag is None:
                self.element_chosen.emit(-1)
            self._drag = None
            self.update()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer any more."""
        self._hovered = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, what is wrong on it, the frame under the pointer, and the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_sheet(painter)
        chosen = self._drag.frame if self._drag else self.chosen()
        for one in self.frames():
            if chosen is not None and one.index == chosen.index:
                continue
            if one.severe or one.index == self._hovered:
                paint.paint_frame(painter, self.box(one.rect), wrong=one.severe)
        if chosen is not None:
            self._paint_chosen(painter, chosen)

    def _paint_sheet(self, painter: QPainter) -> None:
        sheet, t = self.sheet(), theme.current()
        if self._image.isNull():
            painter.fillRect(sheet, QColor(theme.PAPER))
        else:
            painter.drawImage(
                sheet, self._sized((sheet.size() * self.devicePixelRatioF()).toSize())
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(t.focus if self.hasFocus() else t.control))
        painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _sized(self, size: QSize) -> QImage:
        """The picture in that size, kept: while a frame is dragged it is drawn at every step."""
        if self._small.size() != size:
            ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            self._small = self._image.scaled(size, ignore, smooth.SmoothTransformation)
        return self._small

    def _paint_chosen(self, painter: QPainter, frame: FrameState) -> None:
        drag = self._drag
        rect = drag.rect if drag is not None else frame.rect
        box = self.box(rect)
        if drag is not None:
            paint.paint_guides(painter, drag.guides, self.sheet(), self._scale)
        paint.paint_frame(painter, box, wrong=frame.severe, chosen=True)
        paint.paint_handles(painter, box)
        if drag is not None and drag.moved:
            paint.paint_measures(painter, rect, box, QRectF(self.visibleRegion().boundingRect()))

    def _hover(self, spot: QPointF) -> None:
        chosen = self.chosen()
        handle = self._handle_at(chosen, spot) if chosen is not None else ""
        found = hit(self.frames(), *self._mm(spot), self._slack())
        self._hovered = found.index if found is not None and not handle else None
        over = Qt.CursorShape.SizeAllCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(_CURSORS.get(handle, over))
        self.update()

    def _handle_at(self, frame: FrameState, spot: QPointF) -> str:
        boxes = paint.handle_boxes(self.box(frame.rect))
        grown = {name: box.adjusted(-3, -3, 3, 3) for name, box in boxes.items()}
        return next((name for name, box in grown.items() if box.contains(spot)), "")

    def _mm(self, spot: QPointF) -> tuple[float, float]:
        sheet = self.sheet()
        return (spot.x() - sheet.x()) / self._scale, (spot.y() - sheet.y()) / self._scale

    def _slack(self) -> float:
        return 3.0 / self._scale
