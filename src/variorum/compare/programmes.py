"""Whose a programme is, as the reports of a story tell: “the BBC’s Today programme”.

Words told to the programme in one report and to its station in another are one interview.
"""

import re
from collections.abc import Mapping, Sequence

from variorum.compare.outlets import outlet_key
from variorum.model import Annotated

# What follows a station's name: "'s Today programme", "'s “Harbour Hour”".
PROGRAMME = re.compile(
    r"['’]s? (?:news |breakfast |flagship |morning |evening )?[“\"‘']?"
    r"(?P<name>(?:[A-Z][\w’-]*|\d+)"
    r"(?: (?:(?:of|the|and|with|in|on|for|&) )?(?:[A-Z][\w’-]*|\d+)){0,4})"
    r"(?:[,.]?[”\"’']|(?= (?:programme|program|show|podcast)\b))"
)
NOUN = re.compile(r" (?:programme|program|show|podcast)$", re.IGNORECASE)
NAMELESS = frozenset({"", "morning", "evening", "news", "radio", "television", "tv", "talk"})

Programmes = Mapping[str, str]  # a programme's key: the name of its station


def find_programmes(articles: Sequence[Annotated]) -> Programmes:
    """Return the programmes that reports name with their stations; one of two stations is none's.

    Keys are as `programme_key` gives them.
    """
    found: dict[str, dict[str, str]] = {}
    for annotated in articles:
        for attribution in annotated.attributions:
            channel = attribution.channel
            if channel is None or not channel.partner:
                continue
            match = PROGRAMME.match(annotated.article.text, channel.span.end)
            name = programme_key(match["name"]) if match else ""
            if name not in NAMELESS:
                stations = found.setdefault(name, {})
                stations.setdefault(outlet_key(channel.partner), channel.partner)
    return {
        name: next(iter(stations.values())) for name, stations in found.items() if len(stations) < 2
    }


def programme_key(name: str) -> str:
    """Return a programme's name as it is compared.

    >>> programme_key("the Today programme")
    'today'
    """
    return NOUN.sub("", outlet_key(name))
