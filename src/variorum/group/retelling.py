"""How much of a sentence others have told already, though in other words.

Two words tell the same if they have one lemma or stand in one line of `ALIKE`: words by which
reports vary one thing ("fatally shot", "killed", "his death"). A line may hold words that a careful
writer keeps apart: here they only decide whether a sentence is worth its place beside another. Who
did it and who was hurt, what is planned and what is done, stay apart.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from math import fsum
from typing import Final

from variorum.annotate.casualty_words import PEOPLE, PERSON
from variorum.text.inflection import lemmatise, read_words

# English words that tell one thing in reports; the first of a line stands for it.
ALIKE: Final = """
killed dead died death deaths fatal fatally fatality slain slaying murder murdered homicide
    homicides perished pronounced
hurt injured injury injuries injuring wounded wounds wounding wound hospitalized hospital hospitals
shot shots shooting shootings gunfire gunshot gunshots gunned gun guns fired firing bullet bullets
    handgun handguns pistol rifle firearm firearms weapon weapons discharge discharged shootout
suspect suspects gunman gunmen shooter shooters attacker attackers robber robbers intruder intruders
    assailant assailants perpetrator perpetrators
home house residence apartment household inside dwelling
car vehicle sedan truck suv automobile van pickup
street road avenue block drive lane boulevard area neighborhood neighbourhood
arrested arrest custody detained booked jailed apprehended captured
charged charges charge indicted indictment accused accuses prosecution
approved adopted passed approve adopt pass approval passage
appointed appoints picked pick chose chosen selected tapped appointment choice selection
resolution measure proposal motion
ruling decision verdict judgment ruled decided
law bill legislation statute act
poll survey polls polling
fire blaze flames burned burning
crash collision accident crashed collided wreck
storm hurricane typhoon cyclone tempest
quake earthquake tremor temblor
flood floods flooding flooded
bomb bombing explosion blast exploded explosive explosives
attack attacked assault assaulted attacks
protest protests demonstration demonstrators protesters rally marched
resigned resigns resignation stepped quit quits
refused refuses rejected rejects declined
recalled recalls recall withdrew withdraws withdrawn withdraw withdrawal pulled pulls pull
ambassador ambassadors envoy envoys
sank sunk sinks sinking capsized capsizes capsizing capsize
shut shuts closed closes closing closure close
beat beats beaten defeated defeats defeat
seized seizes seizure intercepted boarded impounded
walkout strike strikes striking
said statement
survive survived recover recovering recovery ok okay stable life-threatening non-life-threatening
    threatening non-life
criticized criticised criticism denounced condemned blasted slammed
racism racist bigotry bigoted bigots racists
gay homosexual sex lesbian
married marriage marriages couple couples wedding
accidental accidentally accident unintentional
election elections vote votes voters ballot campaign
company firm corporation business
job jobs employment employed
money funds cash funding dollars
child children kid kids
investigation investigating investigated inquiry probe probing
argument dispute fight altercation quarrel confrontation
robbery robbed burglary theft stole stolen
plan plans planned planning intend intends intent
announced announces announcement
third 3rd
fourth 4th
fifth 5th
sixth 6th
seventh 7th
eighth 8th
ninth 9th
tenth 10th
"""
# Words that hardly count: who tells it, and somebody of whom nothing else is said.
TELLING: Final = read_words(
    "police officer officers authorities authority officials official deputies deputy detective "
    "detectives sheriff spokesman spokeswoman spokesperson department according reported "
    "reports report told tells added saying statement news conference friday saturday sunday "
    "monday tuesday wednesday thursday morning afternoon evening night overnight today "
    "yesterday identified city county state office happened occurred incident chief sgt lt capt "
    "lieutenant sergeant captain member members group former called calls early late just old "
    "year-old later earlier time first last one two involved resulted result details detail "
    "whose name names scene"
)
SOMEBODY: Final = "somebody"
LITTLE: Final = 0.25  # of a word's weight, for those


ENDING = re.compile(
    r"(?<=\w{4})(?:ians?|ans?|ia|o|a|ese|ish|ations?|tions?|ions?|ments?|ness|ity|ally|ly|al|ism|ist|ance|ence|ive|able)$"
)


@lru_cache(maxsize=50_000)
def _root(lemma: str) -> str:
    """Return a word without an ending that makes a noun of a verb, and the like."""
    return ENDING.sub("", lemma)


@lru_cache(maxsize=1)
def _load() -> tuple[dict[str, str], frozenset[str]]:
    """Return what a lemma is counted as, and the lemmas and classes that count little."""
    told = {_root(lemmatise(word)): SOMEBODY for word in PERSON | PEOPLE}
    little = {_root(lemmatise(word)) for word in TELLING} | {SOMEBODY}
    for line in ALIKE.replace("\n    ", " ").strip().splitlines():
        first, *others = (_root(lemmatise(word)) for word in line.split())
        told |= dict.fromkeys((first, *others), first)
    return {lemma: one for lemma, one in told.items() if lemma not in little}, frozenset(little)


def find_concept(lemma: str) -> str:
    """Return what a lemma tells."""
    alike, _ = _load()
    root = _root(lemma)
    return alike.get(root, root)


def is_little(concept: str) -> bool:
    """Whether something hardly counts: who tells it, or somebody of whom nothing else is said."""
    return concept in _load()[1]


def find_concepts(keys: Iterable[str]) -> set[str]:
    """Return what some lemmas tell."""
    return set(map(find_concept, keys))


def weigh_concepts(
    keys: Iterable[str], rarity: Mapping[str, float], tellers: Collection[str] = ()
) -> dict[str, float]:
    """Return what some lemmas tell, each thing with its weight: the rarest of its words'.

    Those of `tellers`, who say it, count little.
    """
    alike, little = _load()
    found: dict[str, float] = {}
    for key in keys:
        root = _root(key)
        concept = alike.get(root, root)
        weight = rarity.get(key, 0.5)
        if concept in little or key in tellers:
            weight *= LITTLE
        found[concept] = max(weight, found.get(concept, 0.0))
    return found


def share_told(concepts: Mapping[str, float], told: Collection[str]) -> float:
    """Return the share of a sentence's concepts, by weight, that are told already, 0..1.

    >>> wreck = weigh_concepts(["ferry", "wreck", "vestra"], {})
    >>> share_told(wreck, weigh_concepts(["crash", "vestra"], {})) > 0.6
    True
    """
    whole = fsum(concepts.values())
    return fsum(weight for one, weight in concepts.items() if one in told) / (whole or 1.0)
