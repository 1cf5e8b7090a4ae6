# mypy: disable-error-code="import-not-found,import-untyped,misc"
"""What a teacher says of articles: found, written down, and read again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from training.encoder_batches import TAGS, Paragraph, Told, make_batch
from training.encoder_loop import run_network

from variorum.annotate.encoder import Vocabulary, Window, pack_windows
from variorum.annotate.name_tags import NAME_TAGS

BATCH = 2048  # pieces


def ask_teacher(
    net: nn.Module, articles: Sequence[list[Paragraph]], vocabulary: Vocabulary, limit: int
) -> list[list[Paragraph]]:
    """Return the articles with what the teacher says of them."""
    items = [
        (window, number)
        for number, paragraphs in enumerate(articles)
        for window in pack_windows([p.words for p in paragraphs], vocabulary, limit=limit)
    ]
    items.sort(key=lambda item: len(item[0].pieces))
    told = [[_say_nothing(len(p.words.texts)) for p in paragraphs] for paragraphs in articles]
    waiting: list[tuple[Window, int]] = []
    for at, item in enumerate(items):
        waiting.append(item)
        longest = len(items[at + 1][0].pieces) if at + 1 < len(items) else BATCH
        if (len(waiting) + 1) * longest > BATCH:
            _ask(net, waiting, articles, told)
            waiting = []
    return [
        [replace(p, told=t) for p, t in zip(paragraphs, says, strict=True)]
        for paragraphs, says in zip(articles, told, strict=True)
    ]


def _say_nothing(count: int) -> Told:
    return Told(
        np.zeros((count, len(TAGS)), dtype=np.float16),
        np.zeros((2, count, count + 1), dtype=np.float16),
    )


def _ask(
    net: nn.Module,
    items: Sequence[tuple[Window, int]],
    articles: Sequence[list[Paragraph]],
    told: Sequence[Sequence[Told]],
) -> None:
    batch = make_batch([(window, articles[number]) for window, number in items])
    with torch.no_grad():
        tags, links = (values.exp().numpy() for values in run_network(net, batch)[:2])
    for row, (window, number) in enumerate(items):
        for chunk, places in zip(window.chunks, window.places, strict=True):
            where = np.array(places)
            one = told[number][chunk.paragraph]
            own = slice(chunk.first, chunk.last)
            one.tags[own] = tags[row, where]
            one.links[:, own, 0] = links[:, row, where, 0]
            one.links[:, own, 1 + chunk.first : 1 + chunk.last] = links[
                :, row, where[:, None], where[None, :]
            ]


def write_told(articles: Sequence[list[Paragraph]], path: Path) -> None:
    """Write what the teacher says of articles, without their words."""
    told = [p.told for paragraphs in articles for p in paragraphs if p.told]
    np.savez(
        path,
        tags=np.concatenate([one.tags for one in told]),
        links=np.concatenate([one.links.ravel() for one in told]),
    )


def read_told(articles: Sequence[list[Paragraph]], path: Path) -> list[list[Paragraph]]:
    """Return the same articles with what the teacher said of them."""
    with np.load(path, allow_pickle=False) as parts:
        tags, links = parts["tags"], parts["links"]
    word = link = 0
    read = []
    for paragraphs in articles:
        again = []
        for paragraph in paragraphs:
            count = len(paragraph.words.texts)
            size = 2 * count * (count + 1)
            shown = links[link : link + size].reshape(2, count, count + 1)
            again.append(replace(paragraph, told=Told(tags[word : word + count], shown)))
            word, link = word + count, link + size
        read.append(again)
    return read


def add_told(
    articles: Sequence[list[Paragraph]], more: Sequence[list[Paragraph]], teachers: int
) -> list[list[Paragraph]]:
    """Return the articles with the mean of what so many teachers said, and one more."""
    return [
        [
            replace(one, told=_average(one.told, two.told, teachers))
            if one.told and two.told
            else one
            for one, two in zip(paragraphs, others, strict=True)
        ]
        for paragraphs, others in zip(articles, more, strict=True)
    ]


def _average(one: Told, two: Told, weight: int) -> Told:
    half = np.float16
    return Told(
        ((weight * one.tags.astype(np.float32) + two.tags) / (weight + 1)).astype(half),
        ((weight * one.links.astype(np.float32) + two.links) / (weight + 1)).astype(half),
    )


def read_names(articles: Sequence[list[Paragraph]], files: Sequence[Path]) -> list[list[Paragraph]]:
    """Return the articles with the mean of what the models say of names, as chances."""
    shares = np.zeros((), dtype=np.float32)
    for file in files:
        with np.load(file, allow_pickle=False) as parts:
            shares = shares + np.eye(len(NAME_TAGS), dtype=np.float32)[parts["tags"]]
    halves = (shares / len(files)).astype(np.float16)
    at = 0
    read = []
    for paragraphs in articles:
        again = []
        for paragraph in paragraphs:
            count = len(paragraph.words.texts)
            again.append(replace(paragraph, names=halves[at : at + count]))
            at += count
        read.append(again)
    return read
