"""What was done in an edit session, as the values before and after; knows no layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 500


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """The value that is shown, those before it, and those that were taken back.

    `mark` names the change that led here: another one of the same mark takes its place, so that
    holding an arrow key, or typing a word, is one step back and not fifty.
    """

    now: T
    before: tuple[T, ...] = ()
    after: tuple[T, ...] = ()
    mark: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self.before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return bool(self.after)

    def done(self, value: T, mark: str = "") -> History[T]:
        """After a change; what had been taken back is gone. The same value is no change."""
        if value == self.now:
            return self
        if mark and mark == self.mark:
            return replace(self, now=value, after=())
        return History(value, (*self.before, self.now)[-_MOST:], (), mark)

    def undone(self) -> History[T]:
        """One step back, if there is one."""
        if not self.before:
            return self
        return History(self.before[-1], self.before[:-1], (self.now, *self.after))

    def redone(self) -> History[T]:
        """The step that was taken back last, done again."""
        if not self.after:
            return self
        return History(self.after[0], (*self.before, self.now), self.after[1:])

    def settled(self, value: T) -> History[T]:
        """The value shown in another form of the same (as it was saved): no step."""
        return replace(self, now=value, mark="")
