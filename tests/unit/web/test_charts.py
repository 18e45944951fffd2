"""Charts as SVG."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from web.charts import mood_line, radar

SVG_NUMBERS = st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=8)


@given(SVG_NUMBERS)
def test_a_radar_has_one_dot_for_each_judged_value(values: list[float | None]) -> None:
    chart = ElementTree.fromstring(radar(["礼貌"] * len(values), values, "图"))
    assert len(chart.findall("circle")) == sum(value is not None for value in values)


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=200))
def test_the_mood_line_stays_inside_its_frame(moods: list[int]) -> None:
    chart = ElementTree.fromstring(mood_line(moods, "情绪"))
    for dot in chart.findall("circle"):
        assert 0 <= float(dot.attrib["cx"]) <= 620
        assert 0 <= float(dot.attrib["cy"]) <= 240


def test_labels_are_escaped() -> None:
    assert "<script>" not in radar(["<script>"], [1], '"><script>')


def test_what_was_not_judged_is_a_dash_and_not_a_zero() -> None:
    chart = radar(["礼貌", "记录", "语言"], [80, None, 60], "图")
    assert ">–<" in chart
    assert ">0<" not in chart


def test_nothing_to_draw_is_no_chart() -> None:
    assert radar([], [], "图") == ""
    assert mood_line([], "情绪") == ""
