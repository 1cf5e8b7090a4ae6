"""Judge one difference between two readings: what kind it is, and whether the meaning changes.

Each rule is a function from a `Difference` to a `Finding` or None; the first that finds something
decides. A rule asserts that the meaning changes only if no harmless explanation is left: words that
merely moved, indirect speech, what the sentence around the reading says, a mark of elision.
"""

from variorum.compare.certainty import (
    judge_caveat,
    judge_hedge,
    judge_modality,
    judge_pondering,
)
from variorum.compare.denials import judge_negation, judge_none
from variorum.compare.differences import Difference, Finding, Rule
from variorum.compare.extents import (
    judge_degree,
    judge_exception,
    judge_quantifier,
    judge_strength,
)
from variorum.compare.measures import judge_number, judge_part, judge_pointed_time, judge_time
from variorum.compare.persons import judge_kin, judge_name, judge_subject

RULES: tuple[Rule, ...] = (
    judge_part,
    judge_pointed_time,
    judge_number,
    judge_time,
    judge_none,
    judge_exception,
    judge_kin,
    judge_caveat,
    judge_negation,
    judge_hedge,
    judge_pondering,
    judge_modality,
    judge_strength,
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
