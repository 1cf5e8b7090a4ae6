"""Score speakers and channels against attributions marked by hand.

    python benchmarks/speakers.py --bench ../shared/bench --set tuning
    python benchmarks/speakers.py --bench ../shared/bench --set tuning --found words

The rules were written with the set `tuning`; `locked` is only ever run to report. Source, cue and
content are given by the marks (see speaker_marks.py), so that the resolving alone is measured.
With `--found MODEL` the program finds them itself: a mark is found if one of its attributions has
more than half of the marked content, and right if source and speaker are, too.

Exit 2: the corpus is absent, or an article of the marks is not in it.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from speaker_marks import Mark, is_same, read_corpora, read_marks
from variorum.annotate.attributions import find_attributions
from variorum.annotate.channels import find_channels
from variorum.annotate.language import annotate_language
from variorum.annotate.speakers import resolve_speakers
from variorum.model import Article, Attribution, Mention, Span

SETS = ("tuning", "locked")


def main() -> int:
    """Run the stage on the marked articles and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--set", choices=SETS, default="tuning", help="which marks (%(default)s)")
    parser.add_argument("--fast", action="store_true", help="names by rule, without the model")
    parser.add_argument(
        "--found", choices=("words", "encoder", "rules"), help="find the attributions by this model"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="print each wrong answer")
    options = parser.parse_args()
    try:
        marked = list(read_marks(options.set, read_corpora(options.bench)))
    except FileNotFoundError as error:
        print(f"{error.filename} is absent: give its folder with --bench", file=sys.stderr)
        return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    seconds = 0.0
    for article, marks in marked:
        [(sentences, mentions)] = annotate_language([article], fast=options.fast)
        if options.found:
            own = find_attributions(article, sentences, model=options.found)
            own, spent = resolve(article, sentences, mentions, own)
            pairs = [(mark, find_match(mark.attribution, own)) for mark in marks]
            count_found(counts, article, pairs, errors=options.errors)
        else:
            given = [mark.attribution for mark in marks]
            answers, spent = resolve(article, sentences, mentions, given)
            for mark, one in zip(marks, answers, strict=True):
                count_speaker(counts, article, mark, one, errors=options.errors)
                count_channel(counts, article, mark, one, errors=options.errors)
        seconds += spent
    shares = FOUND_SHARES if options.found else SHARES
    if options.json:
        print(
            json.dumps(
                {
                    name: counts[part] / max(counts[whole], 1)
                    for name, (part, whole) in shares.items()
                }
            )
        )
    else:
        print_table(shares, counts, seconds / max(len(marked), 1))
    return 0


def resolve(
    article: Article,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[list[Attribution], float]:
    """Return the attributions with speakers and channels, and the CPU seconds spent."""
    start = time.process_time()
    found = resolve_speakers(article, sentences, mentions, attributions)
    found = find_channels(article, sentences, found)
    return found, time.process_time() - start


def find_match(marked: Attribution, own: Iterable[Attribution]) -> Attribution | None:
    """Return the found attribution that has most of the marked content, if more than half."""
    size = sum(span.end - span.start for span in marked.content)
    best: tuple[int, Attribution | None] = (0, None)
    for one in own:
        shared = share(marked.content, one.content)
        if shared > best[0] and 2 * shared > size:
            best = shared, one
    return best[1]


def share(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two lists of spans have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def is_right(mark: Mark, one: Attribution) -> bool:
    """Whether the speaker is right; where the article names nobody, no name is right."""
    answer = name_of(one)
    if answer is None or not mark.speakers:
        return answer is None and not mark.speakers
    return any(is_same(answer, right) for right in mark.speakers)


def name_of(one: Attribution) -> str | None:
    """Return the name answered; people without a name and documents have none."""
    if one.speaker is None or one.speaker.kind not in {"person", "organisation"}:
        return None
    return one.speaker.name


def groups_of(mark: Mark) -> tuple[str, ...]:
    """Return the rows of the table in which a mark counts."""
    return ("all", "direct") if mark.attribution.kind == "direct" else ("all",)


def count_found(
    counts: Counter[str],
    article: Article,
    pairs: Iterable[tuple[Mark, Attribution | None]],
    *,
    errors: bool,
) -> None:
    """Add what was found of the marks: content, source, speaker."""
    for mark, one in pairs:
        source = one is not None and share(mark.attribution.source, one.source) > 0
        right = one is not None and is_right(mark, one)
        for group in groups_of(mark):
            counts[f"{group} marks"] += 1
            counts[f"{group} found"] += one is not None
            counts[f"{group} source"] += source
            counts[f"{group} source and speaker"] += source and right
        if errors and one is not None and not (source and right):
            words = " / ".join(article.cut(span) for span in mark.attribution.source)
            given = " / ".join(article.cut(span) for span in one.source)
            print(f"{words[:50]!r} {mark.speakers}: {given[:50]!r} {name_of(one)!r}")


def count_speaker(
    counts: Counter[str], article: Article, mark: Mark, one: Attribution, *, errors: bool
) -> None:
    """Add one attribution's speaker to the counts."""
    answer = name_of(one)
    right = answer is not None and is_right(mark, one)
    for group in groups_of(mark):
        counts[f"{group} marks"] += 1
        counts[f"{group} with a name"] += bool(mark.speakers)
        counts[f"{group} answered"] += answer is not None
        counts[f"{group} right"] += right
        counts[f"{group} covered"] += answer is not None and bool(mark.speakers)
    if errors and not is_right(mark, one):
        source = " / ".join(article.cut(span) for span in mark.attribution.source)
        because = one.speaker.because if one.speaker else ""
        print(f"speaker of {source[:60]!r}: {answer!r}, right is {mark.speakers} ({because})")


def count_channel(
    counts: Counter[str], article: Article, mark: Mark, one: Attribution, *, errors: bool
) -> None:
    """Add one attribution's channel to the counts."""
    if mark.media is None:
        return
    channel = one.channel
    right = channel is not None and channel.medium in mark.media
    counts["channels"] += bool(mark.media)
    counts["channels answered"] += channel is not None
    counts["channels right"] += right
    if channel is not None and right:
        if mark.partner:
            counts["partners"] += 1
            counts["partners right"] += (
                mark.partner.casefold() in (channel.partner or "").casefold()
            )
        if mark.at:
            counts["words"] += 1
            counts["words right"] += (
                mark.at[0] < channel.span.end and channel.span.start < mark.at[1]
            )
    if errors and (channel is not None or mark.media) and not right:
        words = article.cut(channel.span) if channel else ""
        place = (mark.attribution.cue or mark.attribution.content)[0]
        here = article.text[max(0, place.start - 30) : place.end + 60].replace("\n", " ")
        medium = channel.medium if channel else None
        print(f"channel {medium} {words!r}, right is {mark.media}: {here!r}")


SHARES = {
    "speakers, all: accuracy": ("all right", "all answered"),
    "speakers, all: coverage": ("all covered", "all with a name"),
    "speakers, direct: accuracy": ("direct right", "direct answered"),
    "speakers, direct: coverage": ("direct covered", "direct with a name"),
    "channels: precision": ("channels right", "channels answered"),
    "channels: recall": ("channels right", "channels"),
    "channels: partner": ("partners right", "partners"),
    "channels: words": ("words right", "words"),
}
FOUND_SHARES = {
    f"{group}: {name}": (f"{group} {part}", f"{group} {whole}")
    for group in ("all", "direct")
    for name, part, whole in (
        ("marks found", "found", "marks"),
        ("found with the right source", "source", "found"),
        ("found with the right source and speaker", "source and speaker", "found"),
        ("marks with the right source and speaker", "source and speaker", "marks"),
    )
}


def print_table(shares: dict[str, tuple[str, str]], counts: Counter[str], seconds: float) -> None:
    """Print the figures, each with the counts it is made of."""
    for name, (part, whole) in shares.items():
        figure = counts[part] / max(counts[whole], 1)
        print(f"{name} {figure:.3f} ({counts[part]} of {counts[whole]})")
    print(f"{seconds * 1000:.1f} ms an article for speakers and channels")


if __name__ == "__main__":
    sys.exit(main())
