"""Differences between two readings in another language than English: a few are judged, no more.

The classes of words that tell whether the sense changes (`variorum.compare.word_classes`) are
English. In other languages a number, a name and a word that denies are judged; of whatever else is
worded otherwise the reason says that its sense is not.
"""

from collections.abc import Iterable

from variorum.compare.differences import LONG, Finding, Found
from variorum.compare.readings import Wording
from variorum.text.alignment import Alignment

UNJUDGED = "other language"
PLAIN = frozenset({"name", "punctuation", "elision", "insertion", "trim", "translation"})
CAPITAL_NOUNS = frozenset({"de", "lb"})  # a capital makes no name there
NEGATORS = {
    language: frozenset(words.split())
    for language, words in {
        "da": "ikke aldrig ingen intet uden",
        "de": "nicht kein keine keinen keinem keiner nie niemals niemand nichts nirgends ohne",
        "es": "no nunca jamás nada nadie ningún ninguno ninguna tampoco sin",
        "fr": "pas jamais rien aucun aucune nullement sans",
        "it": "non mai nessuno nessuna nessun niente nulla senza",
        "nl": "niet geen nooit niemand niets nergens zonder",
        "no": "ikke aldri ingen intet uten",
        "pl": "nie nigdy nikt nic żaden żadna bez",
        "pt": "não nunca jamais nada ninguém nenhum nenhuma sem",
        "ru": "не нет никогда никто ничего нигде без",
        "sv": "inte aldrig ingen inget inga utan",
        "uk": "не ні ніколи ніхто нічого без",
    }.items()
}


def judge_foreign(
    left: Wording, right: Wording, alignment: Alignment, found: Iterable[Found]
) -> list[Found]:
    """Return what of the differences `found` holds in the language of the readings."""
    language = next(one for one in (left.language, right.language) if one and is_foreign(one))
    plain = PLAIN - {"name"} if language in CAPITAL_NOUNS else PLAIN
    judged = _judge_changes(left, right, alignment, NEGATORS.get(language, frozenset()))
    told = {place for _, place in judged}
    return judged + [
        one if one[0].kind in plain else (_leave(one[0]), one[1])
        for one in found
        if one[1] not in told
    ]


def is_foreign(language: str | None) -> bool:
    """Whether a language is known and not English."""
    return language is not None and not language.lower().startswith("en")


def _leave(finding: Finding) -> Finding:
    because = finding.because.partition(": ")[0]
    return Finding(UNJUDGED, False, f"{because}: not English, so the sense is not judged")


def _judge_changes(
    left: Wording, right: Wording, alignment: Alignment, negators: frozenset[str]
) -> list[Found]:
    """Return the places at which the numbers differ, or one reading alone denies."""
    moved = ({one for one, _ in alignment.moved}, {other for _, other in alignment.moved})
    found: list[Found] = []
    for change in alignment.changes:
        places = ((change.left_start, change.left_end), (change.right_start, change.right_end))
        one, other = (
            [wording.cut(at, at + 1) for at in range(*place) if at not in gone]
            for wording, place, gone in zip((left, right), places, moved, strict=True)
        )
        if max(len(one), len(other)) > LONG or (change.end and not (one and other)):
            continue  # a clause, or a part of the whole that was not quoted
        numbers = [word for word in one if word.isdigit()], [w for w in other if w.isdigit()]
        if all(numbers) and sorted(numbers[0]) != sorted(numbers[1]):
            because = f"“{numbers[0][0]}” against “{numbers[1][0]}”"
            found.append((Finding("number", True, f"{because}: another number"), places))
            continue
        denials = [[w for w in words if w.casefold() in negators] for words in (one, other)]
        if bool(denials[0]) != bool(denials[1]):
            verb = "lost" if denials[0] else "put in"
            because = f"“{(denials[0] or denials[1])[0]}” is {verb}"
            found.append((Finding("negation", True, f"{because}: only one of both denies"), places))
    return found
