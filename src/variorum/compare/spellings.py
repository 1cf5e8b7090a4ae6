"""Two spellings of one person's name: a house's way of writing it, or a slip."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from variorum.compare.differences import are_words
from variorum.compare.scripts import is_transliterated
from variorum.model import Conflict, ConflictVerdict, Form, Name, Value
from variorum.text.inflection import lemmatise
from variorum.text.letters import plain_letters

# The same sounds from another alphabet: Dmitry, Dmitri, Dimitri; Sergei, Sergey; Muammar Gaddafi,
# Qaddafi; Mohammed, Muhammad; Zelensky, Zelenskyy.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^dim(?=i?tr)|^dm(?=i)", "dm"),
        (r"(?<=^dm)i(?=t)", "i"),
        (r"mo(?:h|kh)a?m+[aeo]d|mu(?:h|kh)am+[aeo]d|mehmet", "mhmd"),
        (r"q(?!u)|kh|gh|(?<!c)k(?=h)", "k"),
        (r"ph", "f"),
        (r"sch|sh|tch|tsch|ch", "s"),
        (r"tz|ts|z", "s"),
        (r"ou|oo|u", "u"),
        (r"yy|iy|ij|yi|ii|ey|ei|ay|ai|y|j", "i"),
        (r"ia|iya|ja", "ia"),
        (r"w|ff|v", "v"),
        (r"ks", "x"),
        (r"c(?=[aouklrt])|ck", "k"),
        (r"e", "e"),
        (r"i+", "i"),
        (r"ie|io(?=r)", "e"),
    )
)
TWO = 2  # letters in which two ways to spell a word differ: Centre, Center
SHORTEST = 5  # letters of a word that can be told from its neighbour
TITLE = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lt|Sgt|Capt|Gen|Prof|Rev|Sir|Officer)\.?\s+)+")
ENDINGS = frozenset({"s", "es", "a", "n", "son", "e", "o", "y", "ie", "r", "er"})
PARTICLES = frozenset("al el bin ibn van von de da di la le du den der jr sr ii iii iv".split())
NO_WORDS = PARTICLES | {""}  # what is left of a sign


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name, with the articles that have it."""

    words: tuple[str, ...]
    form: Form
    articles: frozenset[str]
    name_id: str
    person: bool


def compare_spellings(names: Sequence[Name]) -> list[Conflict]:
    """Return the spellings of persons' names that differ, in the order of the names."""
    spellings = _spellings(names)
    by_key: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings:
        for key in _keys(spelling.words):
            by_key[key].append(spelling)
    found: dict[tuple[str, str], Conflict] = {}
    for group in by_key.values():
        for one, other in combinations(group[:60], 2):
            judged = _judge(one, other, spellings)
            if judged:
                found.setdefault(judged[2], _conflict(one, other, judged[0], judged[1]))
    return list(found.values())


def _conflict(one: Spelling, other: Spelling, verdict: ConflictVerdict, because: str) -> Conflict:
    common, rare = (one, other) if len(one.articles) >= len(other.articles) else (other, one)
    return Conflict(
        "name", common.form.text, verdict, because,
        tuple(Value(form.text, form.span) for form in (common.form, rare.form)),
    )  # fmt: skip


def _spellings(names: Sequence[Name]) -> list[Spelling]:
    """Return each spelling once, with all the articles that have it."""
    first: dict[tuple[str, str, bool], Form] = {}
    articles: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for name in names:
        for form in name.forms:
            bare = TITLE.sub("", " ".join(form.text.split()))
            if name.kind == "place" or (name.kind != "person" and " " not in bare):
                continue
            if (
                not bare
                or bare.isupper()
                or not bare[0].isupper()
                or any(c.isdigit() or c in '[](){}<>|/"“”' for c in bare)
            ):
                continue
            key = (name.id, bare, name.kind == "person")
            first.setdefault(key, form)
            articles[key].add(form.span.article)
    return [
        Spelling(tuple(key[1].split()), form, frozenset(articles[key]), key[0], key[2])
        for key, form in first.items()
    ]


def _keys(words: tuple[str, ...]) -> list[str]:
    """Return the places where a spelling looks for its variants."""
    last = plain_letters(words[-1])
    if len(words) == 1:
        return [f"1:{last[:2]}"]
    first = plain_letters(words[0])
    # A slip in the first name keeps the surname, a slip in the surname keeps the first name.
    return [f"s:{last}", f"f:{first}", f"1:{last[:2]}"]


def _sound(word: str) -> str:
    """Return how a name sounds, whatever the spelling that brought it into Latin letters."""
    plain = plain_letters(word)
    for pattern, sound in SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain


def _judge(  # noqa: PLR0911 - a way out for each verdict
    one: Spelling, other: Spelling, spellings: Sequence[Spelling]
) -> tuple[ConflictVerdict, str, tuple[str, str]] | None:
    """Return verdict, reason and the words that differ; None: one spelling, or two persons."""
    if one.articles == other.articles and len(one.articles) == 1 and one.name_id != other.name_id:
        return None  # one article, two names: two persons, as far as it says
    pair = _differing(one.words, other.words)
    if pair is None:
        return None
    left, right = (plain_letters(word) for word in pair)
    if left == right:
        return None if _typed(pair[0]) == _typed(pair[1]) else (
            "style", f"'{pair[0]}' and '{pair[1]}' differ in accents or marks alone", _sorted(pair)
        )  # fmt: skip
    full = min(len(one.words), len(other.words)) > 1
    long = min(len(left), len(right)) >= SHORTEST or (full and _is_doubled(left, right))
    known_one = one.name_id == other.name_id and full
    if not known_one and (not long or is_other_name(left, right)):
        return None
    distance = OSA.distance(left, right)
    if distance > 1 and are_words(*pair):
        return None  # "Social Democrats", "Social Democratic"
    if one.name_id != other.name_id and not _one_person(one, other, spellings, pair):
        return None
    reason = _say_style(pair, (*one.words, *other.words), person=one.person or other.person)
    if reason:
        return "style", reason, _sorted(pair)
    longest = max(len(left), len(right))
    alone = len(one.words) == 1 or len(other.words) == 1
    if alone and distance > 1 and one.name_id != other.name_id:
        return None  # a surname alone: Smythe and Smith are two persons
    if distance > (2 if longest >= 8 else 1) and not (
        distance == 2 and left[0] == right[0] and longest >= 6 and len(one.words) > 1
    ):
        return None
    letters = "one letter" if distance == 1 else f"{distance} letters"
    return "misspelling", f"'{pair[0]}' and '{pair[1]}' differ by {letters}", _sorted(pair)


def _say_style(pair: tuple[str, str], names: tuple[str, ...], *, person: bool) -> str | None:
    """Say why both spellings are right, if they are: a house's way, or another alphabet's."""
    said = f"'{pair[0]}' and '{pair[1]}'"
    left, right = (plain_letters(word) for word in pair)
    alike = not person and lemmatise(left) == lemmatise(right) and not is_other_name(left, right)
    if alike and OSA.distance(left, right) <= TWO:
        return f"{said} are one word in two spellings"
    if _sound(pair[0]) == _sound(pair[1]) and is_transliterated(names):
        return f"{said} render the same sounds"
    return None


def _typed(word: str) -> str:
    """Return a word as any keyboard types it: marks alone part no two spellings."""
    return re.sub(r"[’‘'`´.\-‑–]", "", word.casefold())


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    low, high = sorted(word.casefold() for word in pair)
    return low, high


def _differing(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the one pair of words in which two spellings differ, if it is one: no "&", no "de"."""
    if len(one) != len(other):
        if len(one) > 1 and len(other) > 1:
            return None
        one, other = one[-1:], other[-1:]
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a.casefold() != b.casefold()]
    if len(pairs) != 1 or any(plain_letters(word) in NO_WORDS for word in pairs[0]):
        return None
    return pairs[0]


def is_other_name(left: str, right: str) -> bool:
    """Whether two words differ by an ending that makes another name: Clark, Clarke; Kathy."""
    short, long = sorted((left, right), key=len)
    return (long.startswith(short) and long[len(short) :] in ENDINGS) or _pet(short, long)


def _is_doubled(left: str, right: str) -> bool:
    """Whether two words differ in a letter written once or twice: Orel, Orell."""
    short, long = sorted((left, right), key=len)
    return any(short[:at] + short[at - 1] + short[at:] == long for at in range(1, len(short) + 1))


def _pet(short: str, long: str) -> bool:
    """Whether the one is the other's pet form: Kathy, Kathryn; not Solanki, Solanky."""
    bare = re.sub(r"(?:y|ie|i)$", "", short)
    return len(short) < len(long) and len(short) > len(bare) >= 3 and long.startswith(bare)


def _one_person(
    one: Spelling, other: Spelling, spellings: Sequence[Spelling], pair: tuple[str, str]
) -> bool:
    """Whether two names are but one person's: no article has both, and one of them is rare."""
    left = _articles_with(pair[0], spellings)
    right = _articles_with(pair[1], spellings)
    if len(one.words) > 1 and len(other.words) > 1:
        return not left & right  # all other words are the same
    # Single words: the rare one must stand where the common one is known, and nowhere else.
    rare, common = (left, right) if len(left) <= len(right) else (right, left)
    return len(rare) == 1 and len(common) >= 2 and _first(one, other)


def _first(one: Spelling, other: Spelling) -> bool:
    """Whether both begin alike: slips in the first letter are rarer than two people."""
    return plain_letters(one.words[-1])[:2] == plain_letters(other.words[-1])[:2]


def _articles_with(word: str, spellings: Sequence[Spelling]) -> frozenset[str]:
    folded = word.casefold()
    return frozenset(
        article
        for spelling in spellings
        if any(part.casefold() == folded for part in spelling.words)
        for article in spelling.articles
    )
