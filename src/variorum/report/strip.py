"""A strip: how the sentences of one article became those of another, and what one is made of.

The parent lies above, the article below, one scale for both. Bands between them are what was kept,
reworded or moved; what is dashed above was cut, what is outlined below was added.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from variorum.report.shown import Band, RevisionView

WIDTH, HEIGHT, BAR = 1000, 92, 16
GAP = 1.5  # between two steps, so that they are told apart without colour


def draw_revision(view: RevisionView) -> Markup:
    """Return the strip of one article and its parent as an `<svg>` that fills its column."""
    words = ", ".join(f"{kind} {number}" for kind, number in view.words)
    return Markup(
        '<svg class="strip" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, f"Words {words}; listed below", Markup("").join(_draw(view.bands)))


def _draw(bands: Sequence[Band]) -> Iterable[Markup]:
    for band in bands:
        if band.there and band.here:
            yield _ribbon(band.kind, band.there, band.here)
    for band in bands:
        if band.there:
            yield _bar(band.kind, band.there, 0)
        if band.here:
            yield _bar(band.kind, band.here, HEIGHT - BAR)


def _bar(kind: str, place: Sequence[float], top: int) -> Markup:
    start, width = WIDTH * place[0], WIDTH * (place[1] - place[0])
    return Markup('<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
        kind, start, top, max(1.0, width - GAP), BAR
    )


def _ribbon(kind: str, there: Sequence[float], here: Sequence[float]) -> Markup:
    a, b = WIDTH * there[0], max(WIDTH * there[0] + 1, WIDTH * there[1] - GAP)
    c, d = WIDTH * here[0], max(WIDTH * here[0] + 1, WIDTH * here[1] - GAP)
    top, bottom, middle = BAR, HEIGHT - BAR, HEIGHT // 2
    return Markup(
        '<path class="{} band" d="M{a:.1f} {top}C{a:.1f} {m} {c:.1f} {m} {c:.1f} {low}'
        'H{d:.1f}C{d:.1f} {m} {b:.1f} {m} {b:.1f} {top}Z"/>'
    ).format(kind, a=a, b=b, c=c, d=d, top=top, low=bottom, m=middle)


def draw_share(parts: Iterable[tuple[str, str, float]]) -> Markup:
    """Return what an article is made of as one bar; `parts`: name, percent, 0..1."""
    bars, start = [], 0.0
    for name, _, part in parts:
        bars.append(
            Markup('<rect class="{}" x="{:.1f}" y="0" width="{:.1f}" height="10"/>').format(
                name, start, max(0.5, 100 * part - 0.6)
            )
        )
        start += 100 * part
    return Markup(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}'
        "</svg>"
    ).format(Markup("").join(bars))
