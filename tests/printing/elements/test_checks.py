"""Each rule of a layout's elements alone: a right one passes, each wrong value is told by its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.elements.checks import conditions, is_plain_path
from kiosk.printing.layout_edit import new_element

PLACE = {"x": 10, "y": 10, "w": 50, "h": 20}
WRITING = {**PLACE, "size": 6, "smallest": 3}
LABEL = {"x": 2, "y": 2, "w": 20, "h": 10, "size": 6, "smallest": 3}
RIGHT = {
    "text": {**WRITING, "field": "first_line"},
    "words": {**WRITING, "text": {"es": "Votos: {votes}"}},
    "code": {**PLACE, "w": 30, "h": 30},
    "image": {**PLACE, "file": "logo.png"},
    "tracks": {**PLACE, "first": 2, "pitch": 2, "line": 1, "foot": 30, "bend": 5, "node": 1},
    "box": {**PLACE, "fill": "#FFFFFF"},
    "line": {**PLACE, "line": 0.5},
    "band": {**PLACE, "pattern_x": 30, "unit": 3, "label": LABEL},
    "strip": {**PLACE, "gap": 2, "unit": 3, "label": LABEL},
    "chips": {**PLACE, "chip": 9, "gap": 2, "radius": 1, "line": 0.5, "text": 4},
    "photo": {**PLACE, "radius": 2, "line": 0.5},
    "card": {
        **PLACE, "pad": 1, "radius": 1, "chip": 8, "chip_h": 8, "gap": 1, "chip_radius": 1,
        "line": 0.5, "text": 4, "photo": 8, "photo_radius": 1,
    },
    "programme": WRITING,
    "rights": WRITING,
}  # fmt: skip
WRONG = [
    ("text", {"x": -0.5}, ["x"]),
    ("text", {"x": 51}, ["x"]),
    ("text", {"y": 41}, ["y"]),
    ("text", {"w": 0}, ["w"]),
    ("text", {"h": 0}, ["h", "baseline"]),
    ("text", {"size": 0, "smallest": 0}, ["size", "smallest"]),
    ("text", {"size": 101}, ["size"]),
    ("text", {"smallest": 6.1}, ["smallest"]),
    ("text", {"baseline": 0}, ["baseline"]),
    ("text", {"baseline": 20.5}, ["baseline"]),
    ("text", {"weight": 550}, ["weight"]),
    ("text", {"tracking": 1.5}, ["tracking"]),
    ("text", {"tracking": -0.3}, ["tracking"]),
    ("text", {"leading": 0.7}, ["leading"]),
    ("text", {"lines": 0}, ["lines"]),
    ("text", {"lines": 41}, ["lines"]),
    ("text", {"color": "red"}, ["color"]),
    ("text", {"color": ""}, ["color"]),
    ("text", {"color": "#12345"}, ["color"]),
    ("text", {"color": "#12345G"}, ["color"]),
    ("text", {"color": "#1234567"}, ["color"]),
    ("text", {"field": "salary"}, ["field"]),
    ("text", {"field": "texts."}, ["field"]),
    ("text", {"field": "roles"}, ["field"]),
    ("text", {"when": {"has": ["shoes"]}}, ["when.has"]),
    ("text", {"when": {"lacks": ["code", "shoes"]}}, ["when.lacks"]),
    ("words", {"text": {}}, ["text"]),
    ("words", {"text": {"es": "Hola", "en": "{salary}"}}, ["text"]),
    ("code", {"smallest_module": 0}, ["smallest_module"]),
    ("code", {"smallest_module": 1.6}, ["smallest_module"]),
    ("code", {"h": 5}, ["smallest_module"]),
    ("image", {"file": ""}, ["file"]),
    ("image", {"file": "../logo.png"}, ["file"]),
    ("box", {"radius": 10.1}, ["radius"]),
    ("box", {"radius": -1}, ["radius"]),
    ("box", {"line": -0.1}, ["line"]),
    ("box", {"fill": "white"}, ["fill"]),
    ("line", {"line": 0}, ["line"]),
    ("line", {"dash": -1}, ["dash"]),
    ("tracks", {"pitch": 0}, ["pitch"]),
    ("tracks", {"line": 0}, ["line"]),
    ("tracks", {"bend": -1}, ["bend"]),
    ("tracks", {"nodes": [[5, 3.0]]}, ["nodes"]),
    ("tracks", {"nodes": [[-1, 3.0]]}, ["nodes"]),
    ("tracks", {"paper": ""}, ["paper"]),
    ("tracks", {"colors": ["#000000"] * 4 + ["blue"]}, ["colors"]),
    ("band", {"pattern_x": 51}, ["pattern_x"]),
    ("band", {"pattern_x": -1}, ["pattern_x"]),
    ("band", {"unit": 0.2}, ["unit"]),
    ("band", {"pattern": "zebra"}, ["pattern"]),
    ("band", {"label": {**LABEL, "x": 31}}, ["label"]),
    ("band", {"label": {**LABEL, "smallest": 7}}, ["label.smallest"]),
    ("band", {"label": {**LABEL, "color": "x"}}, ["label.color"]),
    ("band", {"second": {**LABEL, "y": 11}}, ["second"]),
    ("band", {"second": {**LABEL, "weight": 1}}, ["second.weight"]),
    ("strip", {"unit": 0.1}, ["unit"]),
    ("strip", {"label": {**LABEL, "h": 21}}, ["label"]),
    ("chips", {"chip": 0}, ["chip"]),
    ("chips", {"text": 0}, ["text"]),
    ("card", {"line": 0}, ["line"]),
    ("card", {"chip": -1}, ["chip"]),
    ("programme", {"smallest": 9}, ["smallest"]),
    ("rights", {"lines": 0}, ["lines"]),
    ("photo", {"radius": 5000.0}, ["radius"]),
    ("strip", {"gap": float("nan")}, ["gap"]),
    ("chips", {"gap": float("inf")}, ["gap"]),
]


def wrong_keys(kind, values):
    element = new_element(kind, values)
    return [key for key, holds in conditions(element, 100, 60) if not holds]


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_element_breaks_no_rule(kind):
    assert wrong_keys(kind, RIGHT[kind]) == []


@pytest.mark.parametrize(
    ("kind", "values", "keys"),
    WRONG,
    ids=[f"{n}-{one[0]}-{'+'.join(one[1])}" for n, one in enumerate(WRONG)],
)
def test_a_wrong_value_is_told_by_its_key_alone(kind, values, keys):
    assert wrong_keys(kind, {**RIGHT[kind], **values}) == keys


@pytest.mark.parametrize(("dx", "good"), [(0.02, True), (0.05, False)], ids=["rounded", "out"])
def test_inches_rounded_to_two_decimals_are_not_beyond_the_edge(dx, good):
    assert (wrong_keys("box", {"x": 0, "y": 0, "w": 100 + dx, "h": 60, "fill": ""}) == []) is good


@pytest.mark.parametrize(("w", "h"), [(0, 20), (50, 0)], ids=["upright", "level"])
def test_a_line_alone_may_have_no_width_or_no_height(w, h):
    assert wrong_keys("line", {**RIGHT["line"], "w": w, "h": h}) == []
    assert wrong_keys("photo", {**RIGHT["photo"], "w": w, "h": h}) != []


def test_the_colour_of_a_band_may_be_left_to_the_role_but_not_that_of_a_line():
    assert wrong_keys("band", {**RIGHT["band"], "color": ""}) == []
    assert wrong_keys("line", {**RIGHT["line"], "color": ""}) == ["color"]


@pytest.mark.parametrize("name", ["logo.png", "sub/logo.png", "mi logo.png", "..logo.png", "a..b"])
def test_a_name_within_the_folder_is_plain(name):
    assert is_plain_path(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/logo.png",
        "..",
        "../logo.png",
        "a/../../b",
        "..\\b",
        "a\\..\\b",
        "C:\\l",
        "C:l",
        "\\\\nas\\l",
    ],
    ids=ascii,
)
def test_a_name_that_leads_out_of_the_folder_on_any_system_is_not(name):
    assert not is_plain_path(name)


@given(st.floats(), st.sampled_from(["x", "y", "w", "h", "size", "tracking", "leading"]))
def test_whatever_number_stands_there_the_rules_answer(value, key):
    told = wrong_keys("text", {**RIGHT["text"], key: value})

    elsewhere = (["smallest"], ["baseline"], ["h", "baseline"])
    too_far = {"w": ["x"], "h": ["y"]}  # a box that reaches beyond the badge: its place is named
    assert told == [] or key in told or told in (*elsewhere, too_far.get(key))
