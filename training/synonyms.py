"""Make the table of synonyms and opposites from WordNet's database files (without any chance).

    python training/synonyms.py WORDNET_DICT_FOLDER

The folder is `dict` of WordNet 3.1 (Princeton University; its licence lets anybody copy, change and
give it away with the notice kept, which is written at the head of the table). Kept are single words
in their commonest senses; two words are synonyms if they share such a sense, or if one is an
adjective that WordNet puts beside the other ("similar to"); opposites are its antonyms. The table
holds lemmas as `variorum.text.inflection` makes them: make it anew when that changes. It has a line
for each lemma with the numbers of its groups, as reading it so takes a fifth of the time of reading
groups; numerals, which `inflection` writes with #, are in none.
"""

import gzip
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from variorum.text.inflection import lemmatise

OUT = Path(__file__).parents[1] / "src/variorum/text/synonyms.txt.gz"
NOTICE = (
    "# From WordNet 3.1, Copyright 2011 by Princeton University. All rights reserved. "
    "Provided as is, without warranty; see https://wordnet.princeton.edu/license-and-commercial-use"
)
SENSES = {"n": 3, "v": 4, "a": 4, "r": 3}  # commonest senses of a word that are kept
POS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

Synset = tuple[list[str], list[tuple[str, str, int, int]]]


def read_senses(folder: Path, pos: str) -> dict[str, list[str]]:
    """Return the synset offsets of each single word, commonest first."""
    senses = {}
    for line in (folder / f"index.{POS[pos]}").read_text().splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        word, count, pointers = fields[0], int(fields[2]), int(fields[3])
        if word.isalpha() and word.isascii() and len(word) > 2:
            senses[word] = fields[6 + pointers : 6 + pointers + count]
    return senses


def read_synsets(folder: Path, pos: str) -> dict[str, Synset]:
    """Return the words of each synset, and its pointers (sign, synset, from word, to word)."""
    synsets = {}
    for line in (folder / f"data.{POS[pos]}").read_text().splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        count = int(fields[3], base=16)
        words = [word.split("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2]]
        at = 4 + 2 * count
        pointers = []
        for k in range(int(fields[at])):
            sign, synset, target, places = fields[at + 1 + 4 * k : at + 5 + 4 * k]
            if target in (pos, "s"):
                pointers.append((sign, synset, int(places[:2], 16), int(places[2:], 16)))  # noqa: FURB166
        synsets[fields[0]] = (words, pointers)
    return synsets


def make_lines(folder: Path) -> tuple[set[str], set[str]]:
    """Return groups of synonyms ("big large") and pairs of opposites ("big small")."""
    groups, opposites = set(), set()
    for pos in POS:
        senses, synsets = read_senses(folder, pos), read_synsets(folder, pos)
        kept = defaultdict(set)
        for word, offsets in senses.items():
            for offset in offsets[: SENSES[pos]]:
                kept[offset].add(word)
        for offset, (words, pointers) in synsets.items():
            here = kept[offset]
            if len(here) > 1:
                groups.add(" ".join(sorted(here)))
            for sign, other, one, two in pointers:
                there = kept[other]
                if sign == "&" and pos == "a" and here and there:
                    heads = [w for w in words[:1] if w in here]
                    groups |= {" ".join(sorted({h, w})) for h in heads for w in there if h != w}
                if sign == "!" and one and two:
                    left, right = words[one - 1], synsets[other][0][two - 1]
                    if left in here and right in there:
                        opposites.add(" ".join(sorted((left, right))))
    return groups, opposites


def _lemmatise(words: str) -> str:
    return " ".join(sorted({lemmatise(word) for word in words.split()}))


def write_table(groups: Sequence[str], opposites: Sequence[str]) -> None:
    """Write the table: opposites ("! big small"), then lemmas with their groups ("big 7 12")."""
    numbers = defaultdict(list)
    for number, group in enumerate(groups):
        for lemma in group.split():
            numbers[lemma].append(str(number))
    lines = [
        NOTICE,
        *(f"! {pair}" for pair in opposites),
        *(f"{lemma} {' '.join(found)}" for lemma, found in sorted(numbers.items())),
    ]
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))


def main() -> None:
    """Write the table and print what is in it."""
    groups, opposites = make_lines(Path(sys.argv[1]))
    groups = {_lemmatise(group) for group in groups}
    opposites = {_lemmatise(pair) for pair in opposites}
    write_table(
        sorted(group for group in groups if " " in group and not group.startswith("#")),
        sorted(pair for pair in opposites if " " in pair),
    )
    print(f"{len(groups)} groups, {len(opposites)} opposites, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
