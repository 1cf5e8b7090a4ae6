"""Checks a report for programs against its contract: names, references, and every span's words."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

Json = dict[str, Any]

FIELDS: dict[str, tuple[str, ...]] = {
    "documents": ("id", "path", "url", "sha256", "text_sha256", "characters"),
    "articles": (
        *("id", "document", "start", "end", "title", "outlet", "byline", "dateline"),
        *("published", "updated", "language", "credits", "blocks"),
    ),
    "stories": (
        *("id", "title", "articles", "names", "attributions", "passages", "stemma", "origins"),
        *("utterances", "statements", "conflicts", "timeline", "brief"),
    ),
    "skipped": ("path", "reason"),
    "names": ("id", "name", "kind", "forms"),
    "attributions": ("id", "article", "kind", "source", "cue", "content", "speaker", "channel"),
    "passages": ("id", "a", "b", "similarity"),
    "stemma": ("article", "parents"),
    "parents": ("confidence", "evidence", "because"),
    "origins": ("id", "kind", "name", "articles"),
    "utterances": (
        *("id", "speaker", "readings", "variants"),
        *("independent_origins", "independent_origins_max"),
    ),
    "readings": ("attribution", "article", "text"),
    "variants": ("between", "kind", "changes_meaning", "because", "spans"),
    "statements": (
        *("id", "text", "support", "outlets", "origins"),
        *("independent_origins", "independent_origins_max"),
    ),
    "conflicts": ("kind", "about", "verdict", "because", "values"),
    "values": ("value", "article", "start", "end"),
    "timeline": ("date", "precision", "text", "article", "start", "end"),
    "brief": ("text", "citations", "outlets", "independent_origins", "independent_origins_max"),
    "blocks": ("kind", "start", "end"),
    "forms": ("text", "article", "start", "end"),
    "support": ("article", "start", "end"),
    "citations": ("article", "start", "end"),
    "spans": ("article", "start", "end"),
}
CHOICES: dict[tuple[str, str], frozenset[str]] = {
    ("attributions", "kind"): frozenset({"direct", "indirect", "mixed"}),
    ("names", "kind"): frozenset({"person", "organisation", "place", "other"}),
    ("timeline", "precision"): frozenset({"time", "day", "month", "year"}),
    ("conflicts", "kind"): frozenset(
        ["number", "name", "date", "time", "place", "age", "role", "attribution", "fact", "wording"]
    ),
    ("conflicts", "verdict"): frozenset(
        ["conflict", "update", "stale", "scope", "rounding", "style", "misspelling"]
    ),
    ("blocks", "kind"): frozenset(
        [
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "body",
            "caption",
            "correction",
            "related",
            "promotion",
            "navigation",
            "metadata",
        ]
    ),
}


def check_contract(contract: Json, texts: Mapping[str, str] | None = None) -> list[str]:
    """Return every breach of the contract as one line; none: an empty list.

    `texts` are the documents' texts by document id; without it the report's own are used
    (`with_text`).
    """
    if contract.get("format") != "variorum-report/1":
        return [f"format is {contract.get('format')!r}"]
    known = texts or {one["id"]: one.get("text", "") for one in contract["documents"]}
    problems = [*_check_fields(contract, "report"), *_check_documents(contract, known)]
    if problems:
        return problems
    home = {article["id"]: known[article["document"]] for article in contract["articles"]}
    problems += [
        f"{place}: {problem}"
        for place, node in _walk(contract, "report")
        for problem in _check_span(node, home)
    ]
    for article in contract["articles"]:
        problems += _check_article(article, len(home[article["id"]]))
    told: set[str] = set()
    for story in contract["stories"]:
        problems += [f"{story['id']}: {problem}" for problem in _check_story(story, home)]
        told |= set(story["articles"])
    problems += [f"article {one} is in no story" for one in sorted(set(home) - told)]
    return problems


def _walk(node: object, place: str) -> Iterator[tuple[str, Json]]:
    if isinstance(node, dict):
        yield place, node
        for key, value in node.items():
            yield from _walk(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _walk(value, f"{place}[{number}]")


def _check_fields(node: object, place: str) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in FIELDS and isinstance(value, list):
                for number, one in enumerate(value):
                    yield from _check_record(key, one, f"{place}.{key}[{number}]")
            yield from _check_fields(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _check_fields(value, f"{place}[{number}]")


def _check_record(key: str, record: object, place: str) -> Iterator[str]:
    if not isinstance(record, dict):
        if key not in {"articles", "origins"}:  # lists of ids in stories, origins, statements
            yield f"{place} is no object"
        return
    for field in FIELDS[key]:
        if field not in record:
            yield f"{place} lacks {field!r}"
        elif (key, field) in CHOICES and record[field] not in CHOICES[key, field]:
            yield f"{place}.{field} is {record[field]!r}"


def _check_documents(contract: Json, texts: Mapping[str, str]) -> Iterator[str]:
    for document in contract["documents"]:
        text = texts.get(document["id"])
        if text is None:
            yield f"no text for document {document['id']}"
        elif document["characters"] != len(text):
            yield f"document {document['id']} has {len(text)} characters"
        elif document["text_sha256"] != sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
            yield f"document {document['id']} has another checksum"
    for article in contract["articles"]:
        if article["document"] not in texts:
            yield f"article {article['id']} is of no document"


def _check_span(node: Json, home: Mapping[str, str]) -> Iterator[str]:
    if "article" not in node or "start" not in node or "end" not in node:
        return
    if node["article"] not in home:
        yield f"unknown article {node['article']!r}"
        return
    text = home[node["article"]]
    if not 0 <= node["start"] <= node["end"] <= len(text):
        yield f"{node['start']}..{node['end']} is outside {len(text)} characters"
        return
    words = text[node["start"] : node["end"]]
    for key in ("exact", "text"):
        if key in node and node[key] != words:
            yield f"{key} is {node[key]!r}, the text has {words!r}"


def _check_article(article: Json, length: int) -> Iterator[str]:
    name = f"article {article['id']}"
    if not 0 <= article["start"] <= article["end"] <= length:
        yield f"{name} is outside its document"
    last = article["start"]
    for block in article["blocks"]:
        if not last <= block["start"] <= block["end"] <= article["end"]:
            yield f"{name}: block {block} overlaps, is out of order, or outside"
        last = block["end"]


def _check_story(story: Json, home: Mapping[str, str]) -> Iterator[str]:
    names = {name["id"] for name in story["names"]}
    origins = {origin["id"] for origin in story["origins"]}
    passages = {passage["id"] for passage in story["passages"]}
    said = {one["id"]: one for one in story["attributions"]}
    articles = set(story["articles"])
    yield from (f"unknown article {one!r}" for one in articles - set(home))
    for one in story["attributions"]:
        yield from _check_attribution(one, home, names)
    for utterance in story["utterances"]:
        yield from _check_utterance(utterance, said, names)
    for descent in story["stemma"]:
        for parent in descent["parents"]:
            for problem in _check_parent(parent, articles, origins, {*passages, *said}):
                yield f"a parent of {descent['article']}: {problem}"
    counted = [*story["utterances"], *story["statements"], *story["brief"]]
    for one in counted:
        if not 0 <= one["independent_origins"] <= one["independent_origins_max"]:
            yield f"independent origins of {one.get('id', one.get('text'))!r} are no range"
        yield from (f"unknown origin {name!r}" for name in set(one["origins"]) - origins)
    for one in story["brief"]:
        yield from _check_cut(one["text"], one["citations"], home)
    for one in story["statements"]:
        yield from _check_cut(one["text"], one["support"], home)


def _check_parent(
    parent: Json, articles: set[str], origins: set[str], evidence: set[str]
) -> Iterator[str]:
    if "article" not in parent and "origin" not in parent:
        yield "neither article nor origin"
    if "article" in parent and parent["article"] not in articles:
        yield f"{parent['article']!r} is not in the story"
    if "origin" in parent and parent["origin"] not in origins:
        yield f"unknown origin {parent['origin']!r}"
    if not 0 <= parent["confidence"] <= 1:
        yield f"confidence {parent['confidence']}"
    yield from (f"unknown evidence {one!r}" for one in parent["evidence"] if one not in evidence)


def _check_cut(text: str, spans: list[Json], home: Mapping[str, str]) -> Iterator[str]:
    if not spans:
        yield f"{text!r} cites nothing"
    elif text != home.get(spans[0]["article"], "")[spans[0]["start"] : spans[0]["end"]]:
        yield f"{text!r} is not the words of its first place"


def _check_attribution(one: Json, home: Mapping[str, str], names: set[str]) -> Iterator[str]:
    text = home.get(one["article"], "")
    if one["speaker"] is not None and one["speaker"] not in names:
        yield f"unknown speaker {one['speaker']!r} of {one['id']}"
    if not one["content"]:
        yield f"attribution {one['id']} has no content"
    for part in ("source", "cue", "content"):
        for number, (start, end) in enumerate(one[part]):
            if not 0 <= start < end <= len(text):
                yield f"{part} {start}..{end} of {one['id']} is outside its text"
            elif one["exact"][part][number] != text[start:end]:
                yield f"{part} of {one['id']} has other words"
    channel = one["channel"]
    if channel is not None and channel["exact"] != text[channel["start"] : channel["end"]]:
        yield f"channel of {one['id']} has other words"


def _check_utterance(one: Json, said: Mapping[str, Json], names: set[str]) -> Iterator[str]:
    if one["speaker"] is not None and one["speaker"] not in names:
        yield f"unknown speaker {one['speaker']!r} of {one['id']}"
    readings = {reading["attribution"] for reading in one["readings"]}
    yield from (f"unknown attribution {name!r}" for name in readings - set(said))
    for variant in one["variants"]:
        if len(variant["between"]) != 2 or not set(variant["between"]) <= readings:
            yield f"variant of {one['id']} is between {variant['between']}, no readings of it"
