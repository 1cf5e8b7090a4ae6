"""Judge one difference between two readings: what kind it is, and whether the meaning changes.

Each rule is a function from a `Difference` to a `Finding` or None; the first that finds something
decides. A rule asserts that the meaning changes only if no harmless explanation is left: words that
merely moved, indirect speech, what the sentence around the reading says, a mark of elision.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from variorum.compare import negation as words
from variorum.compare.readings import Wording
from variorum.text.inflection import GRAMMAR, Token
from variorum.text.synonyms import are_opposites, are_synonyms

ROUNDING = 0.07  # of a measure, when miles become kilometres
LONG = 5  # words; a longer silent cut takes a clause away, it does not turn the rest round
CLAUSE_END = re.compile(r"[;:.!?()—–]")
SPELLING = 0.86  # of Jaro and Winkler's likeness: two spellings of one name


@dataclass(frozen=True)
class Difference:
    """Words that one reading has against those that the other has, moved words left out.

    `place`: "head" or "tail" if it lies before the first or after the last common word.
    """

    left: Wording
    right: Wording
    lost: tuple[int, ...]  # indices of `left`
    gained: tuple[int, ...]  # indices of `right`
    place: str = ""

    @cached_property
    def old(self) -> tuple[Token, ...]:
        """The words that only the left reading has."""
        return tuple(self.left.tokens[index] for index in self.lost)

    @cached_property
    def new(self) -> tuple[Token, ...]:
        """The words that only the right reading has."""
        return tuple(self.right.tokens[index] for index in self.gained)

    @cached_property
    def old_lemmas(self) -> tuple[str, ...]:
        """Their lemmas."""
        return tuple(token.lemma for token in self.old)

    @cached_property
    def new_lemmas(self) -> tuple[str, ...]:
        """Their lemmas."""
        return tuple(token.lemma for token in self.new)

    @property
    def both_direct(self) -> bool:
        """Whether both readings claim to give the very words."""
        return self.left.direct and self.right.direct

    @property
    def sizes(self) -> tuple[int, int]:
        """How many words each side has, the smaller first."""
        return min(len(self.old), len(self.new)), max(len(self.old), len(self.new))

    def words(self) -> str:
        """Say what stands against what."""
        old, new = self.left.pick(self.lost), self.right.pick(self.gained)
        if not new:
            return f"“{old}” is missing"
        if not old:
            return f"“{new}” is added"
        return f"“{old}” against “{new}”"

    def explained(self, lemmas: frozenset[str]) -> bool:
        """Whether the sentence around the reading without the word has one of `lemmas`."""
        return bool(self.left.around & lemmas) or bool(self.right.around & lemmas)


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of a difference, and whether it changes the meaning, with the reason."""

    kind: str
    changes_meaning: bool
    because: str


Rule = Callable[[Difference], Finding | None]


def judge_negation(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """A negation on one side alone, unless the other side has the opposite word."""
    both = {*d.old_lemmas, *d.new_lemmas}
    if {"if", "unless"} <= both and d.sizes[1] <= 2:
        return Finding("negation", True, f"{d.words()}: the condition is turned round")
    if _has_yet_to(d.left) or _has_yet_to(d.right):
        return None
    old = _count_negators(d.old_lemmas)
    new = _count_negators(d.new_lemmas)
    opposite = _find_opposites(d)
    if (old + new + len(opposite)) % 2 == 0:
        if old != new and opposite:
            return Finding("wording", False, f"{d.words()}: two ways to say the same")
        return None
    if opposite and not old and not new:
        left, right = opposite[0]
        return Finding("negation", True, f"“{left}” against “{right}”: the opposite is said")
    if _is_clause(d):
        return None
    affirms = d.new_lemmas if old else d.old_lemmas
    if not d.both_direct and not opposite and set(affirms) - words.AUXILIARIES:
        return None  # a paraphrase has other words there: that they are the opposite is not sure
    if d.place and d.sizes[0] == 0 and (d.place == "tail" or d.sizes[1] >= LONG):
        return None
    if d.explained(words.NEGATORS | words.DENIALS):
        return None
    return Finding("negation", True, f"{d.words()}: what one denies, the other affirms")


def _is_clause(d: Difference) -> bool:
    """Whether one side is a whole clause or aside that the other goes without."""
    wording, indices, rest = (d.left, d.lost, d.new) if len(d.lost) > len(d.gained) else (
        d.right, d.gained, d.old
    )  # fmt: skip
    if len(indices) < 2 or _content(rest):
        return False
    marks = "".join(wording.before[index] for index in indices[1:])
    if indices[0] == 0 or CLAUSE_END.search(wording.before[indices[0]]):
        marks += wording.before[indices[-1] + 1]  # from one end of a clause to the next
    return len(indices) >= LONG or bool(CLAUSE_END.search(marks))


def _content(tokens: tuple[Token, ...]) -> set[str]:
    """Return the lemmas of the words that say something."""
    return {token.lemma for token in tokens if token.content and token.lemma not in GRAMMAR}


def _has_yet_to(wording: Wording) -> bool:
    """Whether "has yet to" stands there, which says "has not yet"."""
    return any(
        one.lemma == "yet" and other.lemma == "to" for one, other in pairwise(wording.tokens)
    )


def _count_negators(lemmas: tuple[str, ...]) -> int:
    count = 0
    for index, lemma in enumerate(lemmas):
        following = lemmas[index + 1] if index + 1 < len(lemmas) else ""
        if lemma in words.NEGATIVE_VERBS and following == "to":
            count += 1
        if lemma in words.NEGATORS and following not in (
            "only",
            "just",
            "merely",
            "nor",
            "neither",
        ):
            count += 1
    return count


def _find_opposites(d: Difference) -> list[tuple[str, str]]:
    if d.sizes[1] > LONG + 1:
        return []
    used: set[str] = set()
    found = []
    for old in d.old:
        for new in d.new:
            both = {old.lemma, new.lemma}
            if both <= GRAMMAR or both & words.DEGREES or both & words.QUANTIFIERS.keys():
                continue  # "some" and "all", "before" and "after" have rules of their own
            if new.lemma not in used and are_opposites(old.lemma, new.lemma):
                found.append((old.key, new.key))
                used.add(new.lemma)
                break
    return found


def judge_number(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """Another number, bound or unit."""
    measures = _measure(d.left, d.lost), _measure(d.right, d.gained)
    if measures[0] and measures[1] and measures[0][0] == measures[1][0]:
        sizes = measures[0][1], measures[1][1]
        if abs(sizes[0] - sizes[1]) <= ROUNDING * max(sizes):
            return Finding("house style", False, f"{d.words()}: one measure in two units")
    ordinals = set(d.old_lemmas) & words.ORDINALS, set(d.new_lemmas) & words.ORDINALS
    if ordinals[0] and ordinals[1] and ordinals[0].isdisjoint(ordinals[1]) and d.sizes[1] <= 2:
        return Finding("number", True, f"{d.words()}: another place in order")
    left, right = _values(d.old), _values(d.new)
    if left and right and left | right != {1.0} and d.sizes[1] <= 2 * LONG:
        if left.isdisjoint(right):
            if _is_time(d):
                return Finding("time", True, f"{d.words()}: another time")
            return Finding("number", True, f"{d.words()}: another number")
        return None
    old_units = set(d.old_lemmas) & words.UNITS
    new_units = set(d.new_lemmas) & words.UNITS
    if d.sizes[1] <= 3 and old_units and new_units and old_units.isdisjoint(new_units):
        return Finding("number", True, f"{d.words()}: another unit")
    old_bound = {words.BOUNDS[lemma] for lemma in d.old_lemmas if lemma in words.BOUNDS}
    new_bound = {words.BOUNDS[lemma] for lemma in d.new_lemmas if lemma in words.BOUNDS}
    if old_bound and new_bound and old_bound != new_bound and _number_follows(d):
        return Finding("number", True, f"{d.words()}: the number is bounded the other way")
    return None


def _measure(wording: Wording, indices: tuple[int, ...]) -> tuple[str, float] | None:
    """Return the kind and size of the measure that words belong to: "20 years"."""
    for index in indices:
        for at in (index, index - 1):
            pair = wording.tokens[max(0, at) : at + 2]
            if len(pair) == 2 and pair[1].lemma in words.MEASURES:
                value = 1.0 if pair[0].lemma in ("one", "a") else pair[0].number
                if value is not None:
                    kind, size = words.MEASURES[pair[1].lemma]
                    return kind, value * size
    return None


def _values(tokens: tuple[Token, ...]) -> set[float]:
    """Return the numbers among some words; "one" is read as a number here."""
    values = {1.0 if t.lemma == "one" else t.number for t in tokens}
    return {value for value in values if value is not None}


def _is_time(d: Difference) -> bool:
    """Whether the numbers of a difference are days of a month, years or hours of the clock."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            value = wording.tokens[index].number
            if value is None:
                continue
            near = {t.lemma for t in wording.tokens[max(0, index - 2) : index + 2]}
            key = wording.tokens[index].key
            if near & words.MONTHS or near & {"pm", "am", "oclock"}:
                return True
            if len(key) == 4 and key.isdigit() and 1500 < value < 2100:
                return True
    return False


def _number_follows(d: Difference) -> bool:
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        last = max(indices, default=-1)
        if any(t.number is not None for t in wording.tokens[last : last + 4]):
            return True
    return False


def judge_name(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """Another proper name in its place."""
    old = [d.left.tokens[i] for i in d.lost if d.left.named[i] and not d.left.bracketed[i]]
    new = [d.right.tokens[i] for i in d.gained if d.right.named[i] and not d.right.bracketed[i]]
    if not old or not new or d.sizes[1] > LONG:
        return None
    left, right = {t.lemma for t in old}, {t.lemma for t in new}
    times = words.MONTHS | words.WEEKDAYS
    if left & times or right & times:
        return None
    if any(_same_name(one, other) for one in left for other in right):
        return Finding("spelling", False, f"{d.words()}: the same name in two forms")
    if _is_acronym(old, new) or _is_acronym(new, old):
        return Finding("house style", False, f"{d.words()}: a name and its initials")
    if any(_one_full_name(w, left, right) for w in (d.left, d.right)):
        return Finding("wording", False, f"{d.words()}: two parts of one full name")
    if not d.both_direct and _tells_of(d.right, left) and _tells_of(d.left, right):
        return None  # both reports have both names: a paraphrase may take either
    everywhere = {t.lemma for t in d.right.tokens} & left or {
        t.lemma for t in d.left.tokens
    } & right
    if everywhere and not (len(old) == len(new) == 1):
        return Finding("wording", False, f"{d.words()}: named otherwise")
    return Finding("name", True, f"{d.words()}: another name")


def _one_full_name(wording: Wording, one: set[str], other: set[str]) -> bool:
    """Whether the article writes a name of each set as parts of one full name: "Ann Lee-Cole"."""
    return any(name & one and name & other for name in wording.name_sets())


def _tells_of(wording: Wording, names: set[str]) -> bool:
    """Whether the article has one of the names anywhere."""
    return any(name & names for name in wording.name_sets())


def _same_name(one: str, other: str) -> bool:
    if one == other or any({one, other} <= seat for seat in words.SEATS):
        return True
    if len(one) > 4 and len(other) > 4 and one[:5] == other[:5]:
        return True  # Russia, Russian
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= SPELLING + 0.04


def _is_acronym(short: list[Token], long: list[Token]) -> bool:
    letters = "".join(t.key.replace(".", "") for t in short)
    initials = "".join(t.key[0] for t in long)
    return len(letters) > 1 and len(long) > 1 and (letters == initials or initials in letters)


def judge_time(d: Difference) -> Finding | None:
    """Another day, month or order of events."""
    old, new = set(d.old_lemmas), set(d.new_lemmas)
    for group in (words.MONTHS, words.WEEKDAYS):
        if old & group and new & group and (old & group).isdisjoint(new & group):
            return Finding("time", True, f"{d.words()}: another time")
    if (old | new) & words.WEEKDAYS and (old | new) & words.DEICTIC:
        return Finding("house style", False, f"{d.words()}: a day by its name or as seen that day")
    if d.sizes[0] == 0 or d.sizes[1] > 3:
        return None
    for group in words.TIMES:
        if old & group and new & group and (old & group).isdisjoint(new & group):
            if (old | new) & group in words.SAME_TIME:
                continue
            if group & {"this"} and not _period_follows(d):
                continue
            return Finding("time", True, f"{d.words()}: another time")
    return None


def _period_follows(d: Difference) -> bool:
    last = max(d.lost, default=-1)
    near = {t.lemma for t in d.left.tokens[last + 1 : last + 2]}
    return bool(near & (words.PERIODS | words.WEEKDAYS | words.MONTHS))


def judge_modality(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """“may” against “will”, “should” against “must”, or a modal that one lacks."""
    wish = judge_wish(d)
    if wish:
        return wish
    if d.sizes[1] > LONG:
        return None
    old = {words.MODALS[lemma] for lemma in d.old_lemmas if lemma in words.MODALS}
    new = {words.MODALS[lemma] for lemma in d.new_lemmas if lemma in words.MODALS}
    old |= _count_phrases(d.old_lemmas)
    new |= _count_phrases(d.new_lemmas)
    if old == new or (not old and not new):
        return None
    if old and new:
        pair = old | new
        if pair <= {"possible", "able"} or (
            not d.both_direct and any(pair <= allowed for allowed in words.BACKSHIFTED)
        ):
            return Finding("indirect speech", False, f"{d.words()}: no difference in sense")
        return Finding("modality", True, f"{d.words()}: another degree of certainty or duty")
    one = old or new
    if d.sizes[0] == 0 if d.place else (d.sizes[0] > 0 and not d.both_direct):
        return None
    if not (d.left.direct or d.right.direct) or (one == {"obliged"} and _after_modal(d)):
        return None  # two paraphrases; "should ever have to see"
    if one == {"conditional"} and (_asks(d.left, "do") or _asks(d.right, "do")):
        return None  # "why would we", "why do we"
    if one & {"possible", "obliged", "advised"} or (one == {"conditional"} and d.both_direct):
        side = "other" if old else "one"
        return Finding("modality", True, f"{d.words()}: the {side} reading is without it")
    return None


def judge_wish(d: Difference) -> Finding | None:
    """“they want to sail” against “they will sail”: what somebody wishes, and what will be."""
    for wishing, wished, other, stated in (
        (d.left, d.lost, d.right, d.gained),
        (d.right, d.gained, d.left, d.lost),
    ):
        if not 0 < len(stated) <= 2 or not 2 <= len(wished) <= 2 * LONG:
            continue
        if wishing.tokens[wished[-1]].lemma != "to":
            continue
        if wished[-1] + 1 >= len(wishing.tokens) or stated[-1] + 1 >= len(other.tokens):
            continue
        verb = wishing.tokens[wished[-1] + 1]
        if not verb.content or verb.lemma != other.tokens[stated[-1] + 1].lemma:
            continue
        certain = [k for k in stated if other.tokens[k].lemma in ("will", "shall")]
        wishes = any(wishing.tokens[k].lemma in words.WISHES for k in wished)
        if certain and wishes and other.quoted[certain[0]]:
            return Finding("modality", True, f"{d.words()}: a wish becomes a certainty")
    return None


def _after_modal(d: Difference) -> bool:
    """Whether another modal governs the words that one lacks."""
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    before = wording.tokens[max(0, indices[0] - 3) : indices[0]]
    return any(token.lemma in words.MODALS for token in before)


def _asks(wording: Wording, verb: str) -> bool:
    """Whether a question with that verb stands there: "why do we"."""
    return any(
        one.lemma in words.QUESTIONS and other.lemma == verb
        for one, other in pairwise(wording.tokens)
    )


def _count_phrases(lemmas: tuple[str, ...]) -> set[str]:
    """Read "have to", "need to", "going to" as modals."""
    found = set()
    for one, other in pairwise(lemmas):
        if (one, other) in (("have", "to"), ("need", "to")):
            found.add("obliged")
        if (one, other) == ("go", "to"):
            found.add("certain")
    return found


def judge_hedge(d: Difference) -> Finding | None:  # noqa: C901, PLR0911 - a way out an exception
    """A hedge or a condition that one lacks."""
    old, new = set(d.old_lemmas), set(d.new_lemmas)
    standing = [{words.STANDING[w] for w in side if w in words.STANDING} for side in (old, new)]
    if standing[0] and standing[1] and standing[0].isdisjoint(standing[1]):
        return Finding("hedge", True, f"{d.words()}: the law has gone less far in one")
    for one, other, indices, wording in (
        (old, new, d.lost, d.left),
        (new, old, d.gained, d.right),
    ):
        conditions = one & words.CONDITIONS if _is_condition(wording, indices) else set()
        if conditions and not other & (words.CONDITIONS | {"when", "as"}):
            rest = d.new if indices is d.lost else d.old
            if not d.both_direct and _content(rest):
                continue
            if "even" in one or d.explained(words.CONDITIONS):
                return None
            return Finding("hedge", True, f"{d.words()}: a condition that one leaves out")
        hedges = one & words.HEDGES
        if hedges and not other & (
            words.HEDGES | words.SEEMING | words.BELIEFS | set(words.MODALS)
        ):
            if len(indices) > LONG or (d.place == "tail" and len(indices) > 2):
                continue
            rest = d.new if indices is d.lost else d.old
            if d.explained(words.HEDGES) or (not d.both_direct and _content(rest)):
                return None
            return Finding("hedge", True, f"{d.words()}: a hedge that one leaves out")
        opinion = words.VIEWS | words.BELIEFS
        if (
            "my" in one
            and one & words.VIEWS
            and not other & (opinion | {"my"})
            and len(indices) <= LONG
        ):
            return Finding("hedge", True, f"{d.words()}: an opinion becomes a plain assertion")
        soft = one & (words.BELIEFS | words.SEEMING)
        if (
            soft
            and d.both_direct
            and not other
            and len(indices) <= LONG - 1
            and (d.place != "tail")
            and _first_person_or_seeming(one)
            and not d.explained(words.BELIEFS | words.SEEMING)
        ):
            return Finding("hedge", True, f"{d.words()}: an opinion becomes a plain assertion")
    return None


def _is_condition(wording: Wording, indices: tuple[int, ...]) -> bool:
    """Whether words begin with "if", "only if", "provided that"; "provided for" is no condition."""
    first = [wording.tokens[index].lemma for index in indices[:3]]
    if first[:1] and first[0] in ("only", "even"):
        first = first[1:]
    if not first or first[0] not in words.CONDITIONS or _is_indirect_question(wording, indices):
        return False
    return first[0] in ("if", "unless", "whether") or first[1:2] == ["that"]


def _is_indirect_question(wording: Wording, indices: tuple[int, ...]) -> bool:
    """Whether "if" or "whether" asks: "asked if he", "decide whether to run"."""
    start = indices[0]
    before = {token.lemma for token in wording.tokens[max(0, start - 4) : start]}
    asks = bool(before & words.ASKING)
    if not start and not wording.quoted[start]:
        asks = bool(wording.around & {"ask", "wonder"})
    following = [token.lemma for token in wording.tokens[start : start + 2]]
    return asks or following == ["whether", "to"]


def _first_person_or_seeming(lemmas: set[str]) -> bool:
    rest = (
        lemmas
        - words.BELIEFS
        - words.SEEMING
        - {"i", "we", "it", "that", "to", "be", "do", "would"}
    )
    return not rest and bool(lemmas & {"i", "we", "it", "to"} or lemmas & words.SEEMING)


def judge_quantifier(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """“all” against “some”, or “most”, “few”, “only” that one lacks."""
    if d.sizes[1] > LONG:
        return None
    nearly = _judge_nearly(d) or _judge_a_few(d)
    if nearly:
        return nearly
    old = {words.QUANTIFIERS[lemma] for lemma in d.old_lemmas if lemma in words.QUANTIFIERS}
    new = {words.QUANTIFIERS[lemma] for lemma in d.new_lemmas if lemma in words.QUANTIFIERS}
    if old == new or _near_number(d):
        return None
    if old and new:
        return Finding("quantifier", True, f"{d.words()}: another share of the whole")
    one = old or new
    if d.sizes[0] > 1 or (d.place and d.sizes[0] == 0 and d.sizes[1] > 2):
        return None
    if _content(d.new if old else d.old):
        return None  # put by other words, not left out
    wording, indices = (d.left, d.lost) if old else (d.right, d.gained)
    index = next(i for i in indices if wording.tokens[i].lemma in words.QUANTIFIERS)
    opens = wording.tokens[index].opens or index == 0
    if index and wording.tokens[index - 1].lemma in words.NEGATORS:
        return None  # "not only"
    if one & {"most", "few", "only"} or opens:
        if d.explained(frozenset(words.QUANTIFIERS)):
            return None
        return Finding(
            "quantifier", True, f"{d.words()}: what holds for a part is said of the whole"
        )
    return None


def _judge_nearly(d: Difference) -> Finding | None:
    """“almost every” against “every”, “hardly ever” apart: a whole with or without exceptions."""
    if d.sizes != (0, 1):
        return None
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    index = indices[0]
    following = [t.lemma for t in wording.tokens[index + 1 : index + 2]]
    if wording.tokens[index].lemma in words.NEARLY and (
        words.QUANTIFIERS.get("".join(following)) == "all" or following[:1] == ["never"]
    ):
        return Finding("quantifier", True, f"{d.words()}: a whole with or without exceptions")
    return None


def _judge_a_few(d: Difference) -> Finding | None:
    """“few” against “a few”: hardly any against some."""
    if d.sizes != (0, 1):
        return None
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    following = {t.lemma for t in wording.tokens[indices[0] + 1 : indices[0] + 2]}
    if wording.tokens[indices[0]].lemma == "a" and following & words.LITTLE:
        return Finding("quantifier", True, "“few” or “little” against “a few”, “a little”")
    return None


def _near_number(d: Difference) -> bool:
    """Whether a quantifier belongs to a number: "some 40 people"."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            if any(t.number is not None for t in wording.tokens[index : index + 2]):
                return True
    return False


def judge_degree(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """A comparison lost or turned: “so ashamed … as”, “more”, “least”."""
    compared = {"most", "least"} <= {*d.old_lemmas, *d.new_lemmas}
    if not compared and (_opens_with_most(d) or _both_quantify(d)):
        return None
    if d.sizes[1] > 3 or (d.place and d.sizes[0] == 0):
        return None
    old, new = set(d.old_lemmas) & words.DEGREES, set(d.new_lemmas) & words.DEGREES
    if old == new:
        return None
    if old and new:
        if {*old, *new} <= {"so", "as", "such", "too"}:
            return None
        return Finding("degree", True, f"{d.words()}: another degree")
    wording, indices = (d.left, d.lost) if old else (d.right, d.gained)
    index = next(i for i in indices if wording.tokens[i].lemma in words.DEGREES)
    lemma = wording.tokens[index].lemma
    after = [t.lemma for t in wording.tokens[index + 1 : index + 12]]
    before = {t.lemma for t in wording.tokens[max(0, index - 6) : index]}
    if lemma in ("so", "as", "such", "too"):
        following = wording.tokens[index + 1 : index + 2]
        graded = bool(following) and following[0].content and not following[0].capital
        if graded and before & words.NEGATORS and (lemma != "as" or "as" in after):
            pair = f"“{lemma} … as”" if "as" in after else f"“{lemma}”"
            return Finding(
                "degree",
                True,
                f"{pair} is lost: a comparison (not to such a degree) becomes a plain denial",
            )
        return None
    if _number_follows(d) or before & {"once", "any", "no"}:
        return None
    if lemma in ("more", "less", "fewer", "least", "most") and after:
        return Finding("degree", True, f"{d.words()}: a comparison that one lacks")
    return None


def _both_quantify(d: Difference) -> bool:
    """Whether "most" stands against "many" or "all"."""
    return all(
        any(lemma in words.QUANTIFIERS for lemma in lemmas)
        for lemmas in (d.old_lemmas, d.new_lemmas)
    )


def _opens_with_most(d: Difference) -> bool:
    """Whether "most" counts ("Most teachers"), and does not compare ("the most honest")."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            if wording.tokens[index].lemma != "most":
                continue
            before = wording.tokens[index - 1].lemma if index else ""
            after = [t.lemma for t in wording.tokens[index + 1 : index + 2]]
            if after == ["of"] or (
                before not in words.BEFORE_SUPERLATIVE and not before.endswith("est") and after
            ):
                return True
    return False


def judge_subject(d: Difference) -> Finding | None:
    """Another person speaks or acts: “they have to” against “I have to”."""
    if d.sizes[1] > 2 or d.sizes[0] == 0:
        return None
    old = [
        (i, words.PERSONS[d.left.tokens[i].lemma])
        for i in d.lost
        if d.left.tokens[i].lemma in words.PERSONS
    ]
    new = [
        (i, words.PERSONS[d.right.tokens[i].lemma])
        for i in d.gained
        if d.right.tokens[i].lemma in words.PERSONS
    ]
    if not old or not new or old[0][1] == new[0][1]:
        return None
    if d.left.bracketed[old[0][0]] or d.right.bracketed[new[0][0]]:
        return Finding(
            "insertion", False, f"{d.words()}: the reporter names whom the speaker means"
        )
    if d.left.quoted[old[0][0]] and d.right.quoted[new[0][0]]:
        return Finding("subject", True, f"{d.words()}: somebody else is meant")
    return Finding("indirect speech", False, f"{d.words()}: the person of indirect speech")


RULES: tuple[Rule, ...] = (
    judge_number,
    judge_time,
    judge_negation,
    judge_hedge,
    judge_modality,
    judge_degree,
    judge_quantifier,
    judge_name,
    judge_subject,
)


def judge(difference: Difference) -> Finding | None:
    """Return the first rule's finding, None if no rule has one."""
    for rule in RULES:
        finding = rule(difference)
        if finding:
            return finding
    return None


def is_synonymous(difference: Difference) -> bool:
    """Return whether one word stands for another of like sense."""
    old = [t for t in difference.old if t.lemma not in GRAMMAR]
    new = [t for t in difference.new if t.lemma not in GRAMMAR]
    return any(are_synonyms(one.lemma, other.lemma) for one in old for other in new)
