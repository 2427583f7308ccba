"""The judge's card in figures: rows to print, and a reliability diagram as SVG."""

import re

from litsynth.lexical import listing
from litsynth.records import SUPPORTED_FROM, JudgeCard

FIGURE_NAMES = {
    "auroc_supported": "AUROC supported against the rest",
    "auroc_supported_refuted": "AUROC supported against refuted",
    "balanced_accuracy": "balanced accuracy of “verified”",
    "macro_f1": "macro-F1 (three outcomes)",
    "ece": "expected calibration error",
    "brier": "Brier score",
    "false_support_refuted": "share of refuted pairs called verified",
    "false_support_nei": "share of undecided pairs called verified",
    "false_support_other": "share of pairs not supported called verified",
    "coverage_at_90": "coverage at 90 % precision",
    "recall_at_90": "share of supported pairs found at 90 % precision",
    "verified": "share of all pairs called verified",
    "pairs": "labelled pairs",
    "auroc_supported_with_two_way_sets": "AUROC supported against the rest, sets of two labels too",
    "pairs_with_two_way_sets": "labelled pairs, sets of two labels too",
}
"""Plain names of the figures a judge's card may hold. Others print under their own names."""

KEY_FIGURES = (
    "auroc_supported",
    "auroc_supported_refuted",
    "false_support_refuted",
    "false_support_nei",
    "ece",
)
"""Figures that a sentence names: finding support, telling it from refutation, false alarms."""

_AT_PRECISION = "confidence_for_precision_"

_LABEL = (
    "Reliability diagram: stated confidence from left to right, share that was right upwards; "
    "on the dashed line both agree. The table beside it holds the same figures."
)
_SIZE = 260
_MARGIN = 34


def figure_rows(card: JudgeCard) -> tuple[tuple[str, str], ...]:
    """(plain name, figure) for each figure of the card, in the order of `FIGURE_NAMES`."""
    order = {name: at for at, name in enumerate(FIGURE_NAMES)}
    measured = [name for name in card.figures if not name.startswith(_AT_PRECISION)]
    names = sorted(measured, key=lambda name: (order.get(name, len(order)), name))
    return tuple((figure_name(name), _figure(card.figures[name])) for name in names)


def key_rows(card: JudgeCard) -> tuple[tuple[str, str], ...]:
    """Those of `figure_rows` that a reader must know; all if the card has none of them."""
    rows = figure_rows(card)
    known = {FIGURE_NAMES[name] for name in KEY_FIGURES}
    return tuple(row for row in rows if row[0] in known) or rows


def threshold_rows(card: JudgeCard) -> tuple[tuple[str, str], ...]:
    """(precision asked for, least confidence of a verified claim), the lowest first.

    Less than support itself asks for is never enough, whatever precision it gave.
    """
    found = {
        name.removeprefix(_AT_PRECISION): figure
        for name, figure in card.figures.items()
        if name.startswith(_AT_PRECISION)
    }
    return tuple((asked, _figure(max(found[asked], SUPPORTED_FROM))) for asked in sorted(found))


def key_figures(card: JudgeCard) -> str:
    """As in "expected calibration error 0.041": the key figures, or all if it has none of them."""
    names = [name for name in KEY_FIGURES if name in card.figures] or sorted(card.figures)
    return listing([f"{figure_name(name)} {_figure(card.figures[name])}" for name in names])


def figure_name(name: str) -> str:
    if name.startswith(_AT_PRECISION):
        return f"confidence that gave a precision of {name.removeprefix(_AT_PRECISION)}"
    return FIGURE_NAMES.get(name, name.replace("_", " "))


def unattained(card: JudgeCard, asked: object) -> float | None:
    """The highest precision that the card attains, if `asked` is above it; else None.

    None too if the card states no confidence for any precision, or `asked` is no number.
    """
    found = [
        float(name.removeprefix(_AT_PRECISION))
        for name in card.figures
        if re.fullmatch(rf"{_AT_PRECISION}[0-9.]*[0-9]", name)
    ]
    if not found or not isinstance(asked, int | float):
        return None
    highest = max(found)
    return highest if asked > highest + 1e-9 else None


def never_verified(card: JudgeCard, asked: object) -> str:
    """That no claim can be verified at the precision `asked` for, where it is so; else empty."""
    highest = unattained(card, asked)
    if highest is None:
        return ""
    return (
        f"No claim can be verified at the precision asked for ({asked}) with this judge: the "
        f"highest that it attains is {highest:.2f}."
    )


def reliability_rows(card: JudgeCard) -> tuple[tuple[str, str, str], ...]:
    """(mean confidence, share right with its 95 % interval, pairs) of each bin, as text."""
    return tuple(
        (f"{confidence:.2f}", f"{right:.2f} ({low:.2f} to {high:.2f})", str(pairs))
        for confidence, right, pairs in card.reliability
        for low, high in (_wilson(right, pairs),)
    )


def _wilson(share: float, pairs: int) -> tuple[float, float]:
    """The 95 % score interval of a share of `pairs` (Wilson, 1927); holds for few pairs too."""
    if not pairs:
        return 0.0, 1.0
    square = 1.96**2 / pairs
    middle = (share + square / 2) / (1 + square)
    half = (share * (1 - share) * square + square**2 / 4) ** 0.5 / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def reliability_svg(card: JudgeCard) -> str:
    """Stated confidence against the share that was right, a dot and its 95 % interval a bin; ""
    without bins.

    Coordinates and labels are numbers only, so the text needs no escaping. Colours come from the
    page (`currentColor` and class names), so it reads in light and in dark.
    """
    if not card.reliability:
        return ""
    most = max(pairs for _, _, pairs in card.reliability) or 1
    inner = _SIZE - 2 * _MARGIN
    parts = [
        f'<svg class="reliability" viewBox="0 0 {_SIZE} {_SIZE}" role="img" aria-label="{_LABEL}">'
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _at(tick, 0, inner)[0], _at(0, tick, inner)[1]
        parts.append(
            f'<line class="grid" x1="{x}" y1="{_MARGIN}" x2="{x}" y2="{_SIZE - _MARGIN}"/>'
            f'<line class="grid" x1="{_MARGIN}" y1="{y}" x2="{_SIZE - _MARGIN}" y2="{y}"/>'
            f'<text x="{x}" y="{_SIZE - _MARGIN + 14}" text-anchor="middle">{tick:g}</text>'
            f'<text x="{_MARGIN - 6}" y="{y + 4}" text-anchor="end">{tick:g}</text>'
        )
    low, high = _at(0, 0, inner), _at(1, 1, inner)
    parts.append(f'<line class="agree" x1="{low[0]}" y1="{low[1]}" x2="{high[0]}" y2="{high[1]}"/>')
    for stated, right, pairs in card.reliability:
        (x, bottom), (_, top) = (_at(stated, end, inner) for end in _wilson(right, pairs))
        parts.append(f'<line class="interval" x1="{x}" y1="{bottom}" x2="{x}" y2="{top}"/>')
    dots = [(*_at(stated, right, inner), pairs) for stated, right, pairs in card.reliability]
    path = " ".join(f"{x},{y}" for x, y, _ in dots)
    parts.append(f'<polyline class="found" points="{path}"/>')
    parts.extend(
        f'<circle class="bin" cx="{x}" cy="{y}" r="{2.5 + 4.5 * (pairs / most) ** 0.5:.1f}"/>'
        for x, y, pairs in dots
    )
    parts.append(
        f'<text class="axis" x="{_SIZE / 2:g}" y="{_SIZE - 3}" text-anchor="middle">'
        "stated confidence</text>"
        f'<text class="axis" transform="rotate(-90)" x="{-_SIZE / 2:g}" y="10" '
        'text-anchor="middle">share right</text></svg>'
    )
    return "".join(parts)


def _at(stated: float, right: float, inner: int) -> tuple[float, float]:
    return round(_MARGIN + stated * inner, 1), round(_SIZE - _MARGIN - right * inner, 1)


def _figure(value: float) -> str:
    return f"{value:g}" if value == int(value) and abs(value) > 1 else f"{value:.3f}"
