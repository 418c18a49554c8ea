"""Turns what the designer knows into what its page draws; decides and asks nothing."""

from __future__ import annotations

from kiosk.app import designer_words as words
from kiosk.app.designer_edits import ADDABLE, is_square, least_of
from kiosk.app.designer_fields import element_groups, sheet_groups
from kiosk.app.designer_model import DesignerModel, Session
from kiosk.domain.event import Event
from kiosk.printing.elements.kinds import AnyElement, FixedWords
from kiosk.printing.layout import Layout
from kiosk.printing.layout_check import Problem
from kiosk.printing.layout_edit import frames
from kiosk.services.designer import given
from kiosk.services.designer_people import Subject
from kiosk.texts import _, current
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.state import DesignerState, FrameState, ProblemState

_PICTURE = "image"


def designer_state(model: DesignerModel, event: Event) -> DesignerState:
    """The whole page in the language in force."""
    session = model.session
    if session is None:
        return DesignerState(said=model.said() if model.said else "", busy=model.busy)
    layout, chosen = session.layout, model.chosen
    if chosen is not None and chosen >= len(layout.elements):
        chosen = None
    groups = sheet_groups(layout) if chosen is None else element_groups(layout, chosen, event)
    return DesignerState(
        ready=True,
        name=session.name,
        layouts=_layouts(model, session),
        people=tuple((one.key, _person(one)) for one in model.subjects),
        person=model.subject.key,
        width=layout.width,
        height=layout.height,
        sides=("front",) if layout.sides == "one" else ("front", "back"),
        side=model.side,
        png=model.png,
        frames=_frames(model, session),
        chosen=chosen,
        groups=groups,
        problems=tuple(problem_state(one, layout) for one in model.problems),
        checking=model.checking,
        can_undo=session.history.can_undo,
        can_redo=session.history.can_redo,
        dirty=session.dirty,
        busy=model.busy,
        used_here=model.used == session.name,
        question=model.question() if model.question else None,
        said=model.said() if model.said else "",
        addable=words.addable((*ADDABLE[:3], _PICTURE, *ADDABLE[3:])),
    )


def problem_state(problem: Problem, layout: Layout) -> ProblemState:
    """A problem as a sentence. Elements have names here, where a file only has numbers."""
    text = _(problem.message, **problem.params)
    if problem.index is not None and "number" in problem.params:
        frame = next((one for one in frames(layout) if one.index == problem.index), None)
        title = words.title_of(frame.kind, frame.label) if frame else ""
        text = _("«{title}» invade el margen blanco del QR.", title=title)
    return ProblemState(text, problem.severe, problem.index)


def refusal(problems: tuple[Problem, ...], layout: Layout) -> str:
    """Why a layout was not accepted: the first of what is severe."""
    worst = next((one for one in problems if one.severe), None)
    why = problem_state(worst, layout).text if worst is not None else ""
    return _("No se guardó. {why}", why=why)


def _layouts(model: DesignerModel, session: Session) -> tuple[tuple[str, str], ...]:
    """Names to open; a dot stands before what is not saved."""
    own, dot = _("propio"), "● "
    return tuple(
        (
            one.name,
            (dot if session.dirty and one.name == session.name else "")
            + (f"{one.name} · {own}" if one.own else one.name),
        )
        for one in model.named
    )


def _person(one: Subject) -> str:
    why = _(one.why) if one.why else ""
    if one.real:
        return f"{why}: {one.name}" if why else one.name
    return _("{why} (inventada)", why=why) if why else one.name


def _frames(model: DesignerModel, session: Session) -> tuple[FrameState, ...]:
    layout = session.layout
    seen = given(layout, model.subject.content)
    spoilt = {one.index for one in model.problems if one.severe}
    return tuple(
        FrameState(
            index=one.index,
            side=one.side,
            rect=Rect(one.x, one.y, one.w, one.h),
            title=words.title_of(one.kind, _label(layout.elements[one.index], one.label)),
            kind=one.kind,
            icon=words.KINDS[one.kind][0],
            shown=seen[one.index],
            least=least_of(layout.elements[one.index]),
            square=is_square(layout.elements[one.index]),
            severe=one.index in spoilt,
        )
        for one in frames(layout)
    )


def _label(element: AnyElement, label: str) -> str:
    """Fixed words are called by what they say in the language in force, where they say it."""
    return element.text.get(current()) or label if isinstance(element, FixedWords) else label
