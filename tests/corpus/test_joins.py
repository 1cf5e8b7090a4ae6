"""Pairs by blocks and components by joins: the same as of all articles at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import daft
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.corpus import components, pairs
from variorum.corpus.components import find_blocks, find_components
from variorum.corpus.engine import Engine
from variorum.corpus.pairs import Block, Pair
from variorum.group import linkage
from variorum.group.linkage import KEPT, link_component
from variorum.group.profiles import describe
from variorum.group.stories import judge_pairs
from variorum.group.stream import pack_profile
from variorum.group.windows import find_full
from variorum.model import Article

NAMES = ["Maud Ferrant", "Piet Aldous", "Ines Brask", "Odo Corvin", "Runa Dunmore", "Tarek Eskell"]
TOWNS = ["Halden", "Merrow", "Ostwick", "Fennmouth", "Carrow"]
ACTS = ["ran aground", "burned down", "was sold", "was raided", "collapsed"]


def tell(seed: int, number: int) -> Article:
    """Return a report of one of a few events, with some words of its own."""
    event, own = Random(seed), Random(f"{seed}/{number}")  # noqa: S311 - no secrets
    who, town, act = event.choice(NAMES), event.choice(TOWNS), event.choice(ACTS)
    text = (
        f"The old {town} ferry hall {act} on Monday, {who} told reporters in {town}.\n"
        f"{own.choice(NAMES)} of the harbour board counted {own.randint(2, 90)} people there.\n"
        f"“We did not expect it,” {who} said. {own.choice(TOWNS)} had heard of the {act} hall."
    )
    day = f"2026-11-{1 + event.randrange(20):02}" if own.random() < 0.8 else None
    return make_article(text, f"a{number:03}", published=day)


@given(
    st.lists(st.integers(0, 8), min_size=2, max_size=24),
    st.integers(1, 5),
    st.integers(0, 24),
    st.integers(1, 24),
)
@settings(max_examples=40, deadline=None)
def test_blocks_find_the_pairs_of_all(
    events: list[int], blocks: int, before: int, most: int
) -> None:
    """However the articles are cut into blocks and days, each likely pair is found, once."""
    articles = [tell(seed, number) for number, seed in enumerate(events)]
    profiles = [describe(one) for one in articles]
    for one in profiles[::3]:
        one.term_weights[::2] = 0
    ids = [one.id for one in articles]
    full = find_full(profiles, most)
    expected = {
        (ids[one], ids[other]): chance
        for one in range(len(ids))
        for other, chance in enumerate(judge_pairs(profiles[one], profiles, full))
        if one < other and chance >= KEPT
    }
    found: list[Pair] = []
    known = 0
    for last in sorted({min(before, len(ids)), len(ids)} - {0}):  # two builds, the second adds
        fresh = range(known, last)
        done: set[int] = set()
        for first in range(blocks):
            mine = fresh[first::blocks]
            streamed = [number for number in range(last) if number not in done]
            if mine:
                block = Block(
                    [ids[n] for n in mine], [pack_profile(profiles[n]) for n in mine], full
                )
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(pairs, "MOST", 40)
                    found += block.find_pairs(
                        [ids[n] for n in streamed], [profiles[n] for n in streamed]
                    )
            done |= set(mine)
        known = last
    assert len({(one, other) for one, other, _ in found}) == len(found)
    assert {(one, other): chance for one, other, chance in found} == expected


def test_a_block_may_be_empty() -> None:
    """All of its articles may have come with a story."""
    article = tell(1, 1)
    assert list(Block([], []).find_pairs([article.id], [describe(article)])) == []


def test_threads_share_a_block() -> None:
    """The engine looks articles up in one block from several threads at once."""
    articles = [tell(number % 5, number) for number in range(40)]
    profiles, ids = [describe(one) for one in articles], [one.id for one in articles]
    block = Block(ids, [pack_profile(one) for one in profiles])

    def look_up(first: int) -> list[Pair]:
        part = slice(first % 40, first % 40 + 8)
        return list(block.find_pairs(ids[part], profiles[part]))

    alone = [look_up(first) for first in range(0, 40, 8)]
    assert any(alone)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(look_up, range(0, 4_000, 8))) == alone * 100


@pytest.mark.parametrize("seed", [1, 2])
def test_joins_find_the_components(seed: int, tmp_path: Path) -> None:
    """Joined or labelled at once, each article is tied to the least of its component."""
    chance = Random(seed)  # noqa: S311 - no secrets
    chain = [(f"c{n:02}", f"c{n + 1:02}") for n in range(20)]
    ties = chain + [
        (f"n{min(pair):02}", f"n{max(pair):02}")
        for pair in (chance.sample(range(40), 2) for _ in range(25))
    ]
    chance.shuffle(ties)
    frame = daft.from_pydict({"one": [t[0] for t in ties], "other": [t[1] for t in ties]})
    engine = Engine(tmp_path, 1, 8_000_000_000)
    at_once = find_components(engine, frame, "once").to_pydict()
    joined = find_components(engine, frame, "joined", at_once=3).to_pydict()
    expected = dict(zip(at_once["id"], at_once["component"], strict=True))
    assert {expected[f"c{n:02}"] for n in range(21)} == {"c00"}
    assert dict(zip(joined["id"], joined["component"], strict=True)) == expected
    assert all(component <= name for name, component in expected.items())


def test_no_ties_make_no_components(tmp_path: Path) -> None:
    """Articles that nothing ties to others are in none."""
    empty = daft.from_arrow(
        pa.table({"one": pa.array([], pa.string()), "other": pa.array([], pa.string())})
    )
    found = find_components(Engine(tmp_path, 1, 8_000_000_000), empty, "none")
    assert found.to_pydict() == {"id": [], "component": []}


@pytest.mark.parametrize("at_once", [3, 1_000])
@pytest.mark.parametrize("seed", [1, 2])
def test_blocks_link_as_all_do(
    seed: int, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chain of look-alikes falls into blocks, each small enough for one process."""
    monkeypatch.setattr(components, "LARGE", 6)
    monkeypatch.setattr(linkage, "LARGE", 6)
    chance = Random(seed)  # noqa: S311 - no secrets
    names = [f"a{number:02}" for number in range(60)]
    held = {
        (names[min(pair)], names[max(pair)]): chance.choice([0.02, 0.2, 0.4, 0.55, 0.7, 0.85, 0.95])
        for pair in (chance.sample(range(60), 2) for _ in range(110))
    }
    held |= {(names[number], names[number + 1]): 0.95 for number in range(8)}  # copies
    columns = {"one": [one for one, _ in held], "other": [other for _, other in held]}
    frame = daft.from_pydict(columns | {"chance": list(held.values())})
    found = find_blocks(Engine(tmp_path, 1, 8_000_000_000), frame, "blocks", at_once)
    blocks: dict[str, list[str]] = {}
    for name, block in zip(*found.to_pydict().values(), strict=True):
        blocks.setdefault(block, []).append(name)
    assert {min(block) for block in blocks.values()} == blocks.keys()
    assert 6 < max(map(len, blocks.values())) < 30
    left = set(names).difference(*blocks.values())
    apart = [*blocks.values(), *([name] for name in sorted(left))]
    linked = [story for block in apart for story in link_component(block, held)]
    assert sorted(linked) == link_component(names, held)
