"""Train the attribution model on PolNeAR's training articles.

    python training/attribution_words.py --bench ../shared/bench   # once, the word list
    python training/attributions.py --bench ../shared/bench        # the tagger, then the linker

The linker learns from what the tagger says of articles that it was not trained on (three folds).
Deterministic: folds by publisher and date order, no random start.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tagging import Lexicon, Words, list_features, read_words, skip_dateline

WEIGHTS = Path(__file__).parents[1] / "src/variorum/annotate/weights"
FOLDS = 3
ITERATIONS = 70
PENALTY_1 = 0.05
PENALTY_2 = 0.3
MIN_FREQUENCY = 2


@dataclass(frozen=True)
class Example:
    """A paragraph's words with the tag of each."""

    article: int
    words: Words
    tags: list[str]


def read_articles(path: Path) -> Iterator[dict]:
    """Yield the articles of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_lexicon() -> Lexicon:
    """Return the word list."""
    parts = json.loads((WEIGHTS / "attributions_words.json").read_text(encoding="utf-8"))
    return Lexicon(parts["tags"], parts["clusters"], parts["cues"])


def tag_characters(article: dict) -> dict[int, str]:
    """Return the tag of each annotated character; "B-" at the first of a span."""
    tags: dict[int, str] = {}

    def put(role: str, start: int, end: int) -> None:
        for at in range(start, end):
            tags.setdefault(at, ("B-" if at == start else "I-") + role)

    for a in article["attributions"]:
        cue = min((s for s, _ in a["cue"]), default=None)
        content = [s for s, _ in a["content"]]
        for s, e in a["content"]:
            put("C0" if cue is None else "C<" if s < cue else "C>", s, e)
    for a in article["attributions"]:
        content = [s for s, _ in a["content"]]
        for s, e in a["cue"]:
            put("K>" if any(c > s for c in content) else "K<", s, e)
    for a in article["attributions"]:
        cue = min((s for s, _ in a["cue"]), default=None)
        for s, e in a["source"]:
            put("S>" if cue is None or s < cue else "S<", s, e)
    return tags


def make_examples(articles: list[dict]) -> list[Example]:
    """Cut articles into paragraphs with tags."""
    examples = []
    for number, article in enumerate(articles):
        text = article["text"]
        characters = tag_characters(article)
        paragraphs = split_paragraphs(text, 0, len(text))
        quotes = find_quotes(text, paragraphs)
        for index, (start, end) in enumerate(paragraphs):
            if index == 0 and number % 2 and text[end - 1] == ".":
                end -= 1  # the corpus closes titles with a full stop, newspapers do not
            inner = [q for q in quotes if start <= q.start < end]
            at = skip_dateline(text, start, end)
            words = read_words(text, at, end, inner, is_first=index == 0)
            examples.append(Example(number, words, tag_words(words, characters)))
    return examples


def tag_words(words: Words, characters: dict[int, str]) -> list[str]:
    """Return a tag for each word: that of its first annotated character."""
    tags, previous = [], "O"
    for start, end in zip(words.starts, words.ends, strict=True):
        tag = next((characters[at] for at in range(start, end) if at in characters), "O")
        if tag.startswith("I-") and previous[1:] != tag[1:]:
            tag = "B-" + tag[2:]
        tags.append(tag)
        previous = tag
    return tags


def train_tagger(
    examples: list[Example],
    lexicon: Lexicon,
    path: Path,
    *,
    iterations: int = ITERATIONS,
    verbose: bool = False,
) -> None:
    """Train the tagger on examples and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(
        {
            "c1": PENALTY_1,
            "c2": PENALTY_2,
            "max_iterations": iterations,
            "feature.minfreq": MIN_FREQUENCY,
            "feature.possible_transitions": False,
        }
    )
    for example in examples:
        if example.tags:
            trainer.append(list_features(example.words, lexicon), example.tags)
    trainer.train(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--fold", type=int, help="train without this fold, into --out")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    arguments = parser.parse_args()
    lexicon = read_lexicon()
    articles = list(read_articles(arguments.bench / "quotes/train.jsonl.gz"))
    if arguments.fold is not None:
        articles = [a for i, a in enumerate(articles) if i % FOLDS != arguments.fold]
    examples = make_examples(articles)
    started = time.process_time()
    train_tagger(examples, lexicon, arguments.out, iterations=arguments.iterations, verbose=True)
    print(f"{time.process_time() - started:.0f} CPU seconds")


if __name__ == "__main__":
    main()
