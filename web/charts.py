"""Charts as inline SVG. Every chart stands beside a table with the same figures."""

from collections.abc import Sequence
from math import cos, pi, sin

from markupsafe import Markup, escape

RINGS = (25, 50, 75, 100)


def radar(labels: Sequence[str], values: Sequence[float | None], title: str) -> Markup:
    """A radar chart of 0..100; ``None`` (not judged) leaves its axis out of the shape."""
    if not labels:
        return Markup("")
    spokes = [_direction(index, len(labels)) for index in range(len(labels))]
    parts = [_polygon([(x * ring, y * ring) for x, y in spokes], "ring") for ring in RINGS]
    parts += [f'<line class="axis" x1="0" y1="0" x2="{x * 100:.1f}" y2="{y * 100:.1f}"/>' for x, y in spokes]
    judged = [
        (x * value, y * value) for (x, y), value in zip(spokes, values, strict=True) if value is not None
    ]
    parts.append(_polygon(judged, "shape"))
    parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in judged]
    parts += [_radar_label(*pair) for pair in zip(labels, spokes, values, strict=True)]
    return _svg("radar", "-175 -135 350 270", title, parts)


def mood_line(moods: Sequence[int], title: str) -> Markup:
    """Mood, -100..100, after each of the customer's utterances."""
    if not moods:
        return Markup("")
    step = 560 / max(len(moods) - 1, 1)
    points = [(40 + index * step, 110 - mood) for index, mood in enumerate(moods)]
    parts = [
        f'<line class="grid" x1="40" y1="{110 - level}" x2="600" y2="{110 - level}"/>'
        f'<text class="tick" x="32" y="{114 - level}" text-anchor="end">{level}</text>'
        for level in (100, 50, 0, -50, -100)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts.append(f'<polyline class="line" points="{path}"/>')
    parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
    every = max(1, len(points) // 12)
    parts += [
        f'<text class="tick" x="{x:.1f}" y="232" text-anchor="middle">{number}</text>'
        for number, (x, _) in enumerate(points, start=1)
        if (number - 1) % every == 0
    ]
    return _svg("moods", "0 0 620 240", title, parts)


def _direction(index: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * index / count - pi / 2
    return cos(angle), sin(angle)


def _polygon(points: Sequence[tuple[float, float]], name: str) -> str:
    return f'<polygon class="{name}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _radar_label(label: str, spoke: tuple[float, float], value: float | None) -> str:
    x, y = spoke
    anchor = "middle" if abs(x) < 0.2 else ("start" if x > 0 else "end")
    figure = "–" if value is None else f"{value:.0f}"
    return (
        f'<text class="label" x="{x * 110:.1f}" y="{y * 114 + 2:.1f}" text-anchor="{anchor}">'
        f'{escape(label)} <tspan class="figure">{figure}</tspan></text>'
    )


def _svg(name: str, box: str, title: str, parts: Sequence[str]) -> Markup:
    head = f'<svg class="chart chart-{name}" viewBox="{box}" role="img" aria-label="{escape(title)}">'
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 - numbers, and labels escaped above
