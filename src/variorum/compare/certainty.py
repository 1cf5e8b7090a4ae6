"""Does one reading say for certain what the other hedges, allows or makes depend on something?"""

from itertools import pairwise

from variorum.compare import word_classes as words
from variorum.compare.differences import (
    LONG,
    Difference,
    Finding,
    holds_run,
    is_person,
    is_synonymous,
    list_content,
)
from variorum.compare.readings import Wording


def judge_modality(d: Difference) -> Finding | None:  # noqa: C901, PLR0911 - one way out an exception
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
    lacking = d.right if old else d.left
    if any(words.MODALS.get(token.lemma) in one for token in lacking.tokens):
        return None  # it stands elsewhere: "you might have a farmer", "a farmer could become"
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


def judge_pondering(d: Difference) -> Finding | None:
    """“we are considering a strike” against “we are starting a strike”."""
    if not d.both_direct:
        return None
    if _only_thinks(d):
        return Finding("modality", True, f"{d.words()}: what is considered, and what is done")
    if d.sizes[0] == 0 or d.sizes[1] > 2 or is_synonymous(d):
        return None
    if bool(set(d.old_lemmas) & words.PONDERING) == bool(set(d.new_lemmas) & words.PONDERING):
        return None
    return Finding("modality", True, f"{d.words()}: what is considered, and what is done")


def _only_thinks(d: Difference) -> bool:
    """Whether one has "thinking about", "considering" before what the other does: "selling"."""
    if d.sizes[0] or d.sizes[1] > LONG - 2:
        return False
    wording, indices = (d.left, d.lost) if d.lost else (d.right, d.gained)
    lemmas = {wording.tokens[index].lemma for index in indices}
    following = wording.tokens[indices[-1] + 1 : indices[-1] + 2]
    doing = any(token.key.endswith("ing") for token in following)
    thinks = lemmas & words.PONDERING or lemmas >= {"think", "about"} or lemmas >= {"talk", "about"}
    return doing and bool(thinks)


def judge_caveat(d: Difference) -> Finding | None:
    """“as far as we know”, “it looks like”: what limits an assertion, in several words."""
    for one, other, indices in (
        (d.old_lemmas, d.new_lemmas, d.lost),
        (d.new_lemmas, d.old_lemmas, d.gained),
    ):
        phrase = next((p for p in words.CAVEATS if holds_run(one, p)), None)
        if phrase is None or len(indices) > len(phrase) + LONG:
            continue
        soft = words.HEDGES | words.SEEMING | words.BELIEFS | words.VIEWS | set(words.MODALS)
        if set(other) & soft or any(holds_run(other, p) for p in words.CAVEATS):
            continue
        if d.explained(words.BELIEFS | words.SEEMING | words.HEDGES):
            return None
        if not d.both_direct and list_content(d.new if indices is d.lost else d.old):
            continue
        return Finding("hedge", True, f"{d.words()}: a hedge that one leaves out")
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
    old = {d.left.tokens[i].lemma for i in d.lost if not is_person(d.left.tokens, i)}
    new = {d.right.tokens[j].lemma for j in d.gained if not is_person(d.right.tokens, j)}
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
            if not d.both_direct and list_content(rest):
                continue
            if "even" in one or d.explained(words.CONDITIONS) or _stays_unreal(wording, indices):
                return None
            return Finding("hedge", True, f"{d.words()}: a condition that one leaves out")
        hedges = one & words.HEDGES
        if hedges and not other & (
            words.HEDGES | words.SEEMING | words.BELIEFS | set(words.MODALS)
        ):
            if len(indices) > LONG or (d.place == "tail" and len(indices) > 2):
                continue
            rest = d.new if indices is d.lost else d.old
            if d.explained(words.HEDGES) or (not d.both_direct and list_content(rest)):
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


def _stays_unreal(wording: Wording, indices: tuple[int, ...]) -> bool:
    """Whether what follows says itself that it did not come about: "I would have called"."""
    rest = wording.tokens[indices[-1] + 1 : indices[-1] + 5]
    return any(
        one.key in ("would", "could") and other.key == "have" for one, other in pairwise(rest)
    )


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
        - {"i", "we", "it", "that", "to", "be", "do", "would", "have", "he", "she", "they", "there"}
    )
    return not rest and bool(lemmas & {"i", "we", "it", "to"} or lemmas & words.SEEMING)
