"""Words of a source that the draft leaves out and that turn what is left: not, plans to, denied."""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from variorum.compare.word_classes import DENIALS, NEGATORS, WISHES
from variorum.model import CheckVerdict
from variorum.text.inflection import Token

REACH = 3  # words before a shared one in which "plans to" stands
NOT_YET = frozenset({"will", "would", "may", "might", "could", "should", "if", "to"})


def find_turn(
    tokens: Sequence[Token], there: Sequence[Token], cue: Sequence[Token] = ()
) -> tuple[CheckVerdict, str] | None:
    """Return what a source's words before a shared word say that the draft's do not.

    `cue`: the words by which the source reports what `there` says.
    """
    ours = {token.lemma for token in tokens}
    denied = next((token for token in cue if token.lemma in DENIALS), None)
    if denied is not None and not ours & (DENIALS | NEGATORS):
        return "contradicted", f"the source only has it denied (“{denied.key}”)"
    codes = LCSseq.opcodes([t.lemma for t in tokens], [t.lemma for t in there])
    here: list[Token] = []
    beyond: list[Token] = []
    for code in codes:
        if code.tag != "equal":
            here += tokens[code.src_start : code.src_end]
            beyond += there[code.dest_start : code.dest_end]
            continue
        found = _judge_gap(here, beyond, there[code.dest_start], ours)
        if found is not None:
            return found
        here, beyond = [], []
    return None


def _judge_gap(
    here: Sequence[Token], beyond: Sequence[Token], shared: Token, ours: set[str]
) -> tuple[CheckVerdict, str] | None:
    mine = {token.lemma for token in here}
    if not beyond or not shared.content or mine & (NEGATORS | DENIALS):
        return None
    if beyond[-1].lemma in NEGATORS and not ours & (NEGATORS | DENIALS):
        return "contradicted", f"the source has “{beyond[-1].key} {shared.key}”"
    last = [token for token in beyond[-REACH:] if token.lemma in WISHES]
    if last and beyond[-1].lemma == "to" and not ours & (WISHES | NOT_YET - {"to"}):
        return "changed-meaning", f"the source only has “{last[0].key} to {shared.key}”"
    denied = [token for token in beyond if token.lemma in DENIALS]
    if denied and not ours & (NEGATORS | DENIALS | WISHES):
        return "contradicted", f"the source has it denied (“{denied[0].key}”)"
    return None
