"""Articles in JSON: ninjs, schema.org, and the shapes that content systems write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Keys under which lists of articles are kept, and objects that wrap them.
LISTS = ("articles", "items", "results", "docs", "entries", "stories", "posts", "documents", "hits")
WRAPPERS = ("response", "data", "feed", "channel", "article", "item", "content", "_source", "story")
TITLES = (
    "headline",
    "headlines",
    "title",
    "webTitle",
    "headline_main",
    "name",
)
STANDFIRSTS = (
    "standfirst",
    "subheadline",
    "subheadlines",
    "subtitle",
    "dek",
    "deck",
    "trailText",
    "alternativeHeadline",
)
BODIES = (
    "body_html",
    "body_xhtml",
    "content_html",
    "bodyHtml",
    "contentHtml",
    "bodies",
    "content_elements",
    "paragraphs",
    "articleBody",
    "body_text",
    "bodyText",
    "body",
    "fulltext",
    "full_text",
    "text",
    "content_text",
    "content",
    "story",
)
BYLINES = ("byline", "bylines", "by", "author", "authors", "creator", "credits")
PUBLISHED = (
    "firstcreated",
    "datePublished",
    "published",
    "published_at",
    "publishedAt",
    "pub_date",
    "pubDate",
    "publish_date",
    "webPublicationDate",
    "date_published",
    "display_date",
    "versioncreated",
    "contentcreated",
    "created_at",
    "date_gmt",
    "date",
)
MODIFIED = (
    "dateModified",
    "updated",
    "updated_at",
    "updatedAt",
    "last_updated_date",
    "date_modified",
    "modified_gmt",
    "modified",
)
SITES = (
    "outlet",
    "publisher",
    "source",
    "source_name",
    "site_name",
    "provider",
    "infosources",
    "copyrightholder",
    "copyrightHolder",
)
URLS = ("url", "canonical_url", "webUrl", "web_url", "link", "uri")
LANGUAGES = ("language", "lang", "inLanguage", "locale")
MARKUP = re.compile(
    r"<(?:/?(?:p|div|br|h[1-6]|ul|ol|li|a|span|em|strong|figure|blockquote|b|i|html|body|table|"
    r"section|article)\b[^<>]*|!--)",
    re.IGNORECASE,
)
DEEPEST = 6  # wrappers around a list of articles


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a JSON file, as its fields say; `markup`: the body is HTML."""

    id: str | None
    title: str | None
    standfirst: str | None
    body: str
    markup: bool
    page: dict[str, str]


def find_records(  # noqa: C901 - one shape after the other
    data: object, depth: int = 0
) -> Iterator[Mapping[str, object]]:
    """Yield the objects in `data` that hold an article, in order."""
    if isinstance(data, list):
        for item in data:
            if isinstance(item, dict | list) and depth < DEEPEST:
                yield from find_records(item, depth + 1)
    elif isinstance(data, dict):
        for key in LISTS:
            inner = data.get(key)
            if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
                found = list(find_records(inner, depth + 1))
                if found:
                    yield from found
                    return
        if _body(data)[0]:
            yield data
            return
        for key in (*WRAPPERS, *LISTS):
            inner = data.get(key)
            if isinstance(inner, dict) and depth < DEEPEST:
                found = list(find_records(inner, depth + 1))
                if found:
                    yield from found
                    return


def read_record(data: Mapping[str, object]) -> Record:
    """Return what the fields of one article say; `body` is "" if it has none."""
    body, markup = _body(data)
    title = _first(data, TITLES)
    page = {
        key: value
        for key, value in (
            ("title", title),
            ("author", _authors(data)),
            ("published", _first(data, PUBLISHED)),
            ("modified", _first(data, MODIFIED)),
            ("site", _first(data, SITES)),
            ("language", _first(data, LANGUAGES)),
            ("url", _first(data, URLS)),
        )
        if value
    }
    if "firstcreated" not in data and "versioncreated" in data and "published" not in page:
        page["published"] = _text(data["versioncreated"])
    elif "versioncreated" in data and page.get("published") != _text(data["versioncreated"]):
        page.setdefault("modified", _text(data["versioncreated"]))
    name = data.get("id", data.get("_id"))
    return Record(
        id=str(name) if isinstance(name, str | int) and not isinstance(name, bool) else None,
        title=title or None,
        standfirst=_first(data, STANDFIRSTS) or None,
        body=body,
        markup=markup,
        page=page,
    )


def _first(data: Mapping[str, object], keys: Sequence[str]) -> str:
    places = [
        data,
        *(data[key] for key in ("fields", "_source") if isinstance(data.get(key), dict)),
    ]
    for place in places:
        if not isinstance(place, dict):
            continue
        for key in keys:
            value = _text(place.get(key))
            if value:
                return value
    return ""


def _text(value: object) -> str:
    """Return the words of a value: itself, its main part, or those of the first of a list."""
    if isinstance(value, str):
        bare = " ".join(value.split())
        return MARKUP.sub("", bare).strip() if "<" in bare else bare
    if isinstance(value, dict):
        for key in (
            "rendered",
            "main",
            "basic",
            "value",
            "name",
            "default",
            "text",
            "title",
            "href",
        ):
            if isinstance(value.get(key), str) and value[key].strip():
                return _text(value[key])
        return ""
    if isinstance(value, list):
        return next(
            filter(None, (_text(one) for one in value[:5] if not isinstance(one, list))), ""
        )
    return ""


def _authors(data: Mapping[str, object]) -> str:
    for key in BYLINES:
        value = data.get(key)
        if key == "credits" and isinstance(value, dict):
            value = value.get("by")
        if isinstance(value, list):
            names = [_text(one) for one in value[:20] if not isinstance(one, list)]
            if any(names):
                return "; ".join(filter(None, names))
        elif name := _text(value):
            return name
    return _first(data, BYLINES[:4])


def _body(data: Mapping[str, object]) -> tuple[str, bool]:
    """Return the longest body that the fields hold, and whether it is HTML."""
    places = [data]
    fields = data.get("fields")
    if isinstance(fields, dict):
        places.append(fields)
    best = ""
    for place in places:
        for key in BODIES:
            found = _long_text(place.get(key))
            if len(found) > 1.2 * len(best):
                best = found
    return best, bool(MARKUP.search(best))


def _long_text(value: object) -> str:
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, dict):
        for key in ("rendered", "value", "content", "text", "html"):
            if isinstance(value.get(key), str):
                return _long_text(value[key])
        return ""
    if isinstance(value, list):
        parts = [_long_text(one) for one in value if not isinstance(one, list)]
        return "\n\n".join(filter(None, parts))
    return ""
