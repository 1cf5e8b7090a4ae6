"""Names of speakers that need a second look: short forms, namesakes, bodies called by a noun."""

import re

from rapidfuzz.distance import DamerauLevenshtein

from variorum.annotate.descriptions import title_before
from variorum.annotate.discourse import Discourse, Entity, explain, name_entity
from variorum.annotate.gazetteer import AGENCIES, CALENDAR, NO_NAME, PEOPLES
from variorum.annotate.outlets import is_outlet
from variorum.annotate.people import name_parts
from variorum.annotate.phrases import Phrase, is_firm
from variorum.annotate.speaker_roles import TURN
from variorum.annotate.titles import FIRMS, TITLES, gender_of_title, is_role
from variorum.model import Span

BEARER = re.compile(r", (?:who\b|aged? \d|\d\d\b)")
NAME_ALONE = re.compile(r"([A-Z][\w.’-]{2,}\w)(?=,|\s*$| (?:who|said)\b)")
# Words by which an article calls again a body that it has named.
ANAPHORIC_BODIES = frozenset(
    {"group", "organisation", "organization", "newspaper", "paper", "network"}
    | {"magazine", "agency", "union", "airline", "charity", "nonprofit", "bank", "association"}
    | {"university", "college", "party", "campaign", "foundation", "institute", "website", "club"}
)
# After "the company": a name of capitalised words up to the next comma.
APPOSED_NAME = re.compile(
    r", ((?:the )?[A-Z][\w’'&.-]*(?: (?:of|and|for|the|&|[A-Z0-9][\w’'&.-]*))*)(?=,|$)"
)
# In names of bodies that are no firms.
PUBLIC = frozenset(
    {"department", "ministry", "commission", "committee", "council", "administration", "bureau"}
    | {"court", "police", "university", "college", "school", "party", "union", "association"}
    | {"federation", "senate", "congress", "parliament", "assembly", "house", "office", "agency"}
    | {"government", "embassy", "authority", "inspectorate", "board", "institute", "centers"}
    | {"army", "navy", "nations", "treasury", "secretariat", "directorate", "tribunal"}
)
TOLD_BEFORE = re.compile(r"\b(?:told|tells) (?:[Tt]he )?$")
LEAD = 2  # sentences, headline included, that tell whom a report is about
DESCRIBED = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) $")
MISSPELT = 4  # letters; a longer surname may be written with one wrong


def read_name_alone(talk: Discourse, span: Span) -> Entity | None:
    """Return whom a single capitalised word names that no name finder took: "Estes"."""
    match = NAME_ALONE.match(talk.text, span.start, span.end)
    if match is None:
        return None
    word = match[1]
    folded = word.casefold()
    if folded in NO_NAME or folded in CALENDAR or re.search(rf"\b{re.escape(folded)}\b", talk.text):
        return None
    if is_role(folded) or folded in TITLES or folded in PEOPLES:
        return None
    like = [
        person
        for person in talk.people.persons
        if len(folded) > MISSPELT and DamerauLevenshtein.distance(folded, person.last) == 1
    ]
    if len(like) == 1 and len(like[0].places) > 1:
        return talk.of_person(like[0], like[0].span)
    full = re.search(rf"((?:[A-Z][\w’'-]+ )(?:[A-Z]\.? )?){re.escape(word)}\b", talk.text)
    place = Span(talk.article.id, *match.span(1))
    known = full or BEARER.match(talk.text, match.end(1))
    if not known and len(re.findall(rf"[\w,] {re.escape(word)}\b", talk.text)) < 2:
        return None
    if full and not set(full[1].casefold().replace(".", "").split()) & (TITLES | NO_NAME):
        place = Span(talk.article.id, *full.span())
    kind = "organisation" if "." in word or not word[1:].islower() else "person"
    name = talk.article.cut(place)
    return name_entity(name, kind, place, f"“{word}” has the form of a name")


def choose_namesake(talk: Discourse, span: Span) -> Entity | None:
    """Return the one of several people of this name whose words the article has given."""
    part = name_parts(talk.article.cut(span))[-1:]
    titles = title_before(talk.text, span.start)
    gender = next((found for word in titles if (found := gender_of_title(word))), None)
    spoken: dict[str, Entity] = {}
    for _, entity in talk.said:
        if (
            entity.speaker.kind == "person"
            and name_parts(entity.speaker.name)[-1:] == part
            and (gender is None or entity.gender in {None, gender})
        ):
            spoken[entity.key] = entity
    if len(spoken) != 1:
        return None  # two people share the name
    entity = next(iter(spoken.values()))
    because = f"“{talk.article.cut(span)}” is {entity.speaker.name}, who spoke before"
    return explain(entity, because)


def find_body_apposed(talk: Discourse, span: Span, phrase: Phrase) -> Entity | None:
    """Return the body that a comma names: "the company, Roe Marine,"."""
    if not phrase.definite or not phrase.words.islower() or " " in phrase.words:
        return None
    match = APPOSED_NAME.match(talk.text, phrase.span.end, span.end + 1)
    if match is None:
        return None
    place = Span(talk.article.id, *match.span(1))
    name = talk.article.cut(place)
    return name_entity(name, "organisation", place, f"“the {phrase.words}” is named there: {name}")


def find_body_called(talk: Discourse, phrase: Phrase) -> Entity | None:
    """Return the one body whose name holds the word, or that is spoken of: "the alliance"."""
    if not phrase.definite or " " in phrase.words or not phrase.words.islower():
        return None
    fits: dict[str, Span] = {}
    for mention in talk.mentions:
        name = talk.article.cut(mention.span)
        if (
            mention.kind == "organisation"
            and phrase.head in name.casefold().split()
            and talk.sentence(mention.span.start) <= talk.sentence(phrase.span.start) + TURN
        ):
            fits.setdefault(name, mention.span)
    here, end = talk.sentence(phrase.span.start), phrase.span.start
    if not fits and phrase.head in FIRMS:
        fits = _find_firms(talk, here - TURN, end) or _find_firms(talk, 0, end, lead=True)
    elif not fits and phrase.head in ANAPHORIC_BODIES:
        fits = _bodies_before(talk, end)
        if phrase.head == "agency":
            public = {name: place for name, place in fits.items() if _is_public(name)}
            fits = public or fits
    if len(fits) != 1:
        return None
    name, place = next(iter(fits.items()))
    return name_entity(name, "organisation", place, f"“the {phrase.words}”: only {name} is one")


def _find_firms(talk: Discourse, first: int, end: int, *, lead: bool = False) -> dict[str, Span]:
    """Return the bodies named from a sentence on that may be a firm, each in its longest form.

    Public bodies, news agencies, outlets and names that only describe ("its Stavanger yard") are
    left out. `lead`: only those of the headline and the first sentences.
    """
    fits: dict[str, Span] = {}
    for mention in talk.mentions:
        number = talk.sentence(mention.span.start)
        if mention.span.start >= end or (lead and number > LEAD):
            break
        name = talk.article.cut(mention.span)
        body = mention.kind == "organisation" or is_firm(talk.text, mention.span)
        if number < first or not body or name.casefold() in AGENCIES or is_outlet(name):
            continue
        start = mention.span.start
        if DESCRIBED.search(talk.text, max(0, start - 8), start):
            continue
        if TOLD_BEFORE.search(talk.text, max(0, start - 12), start):
            continue  # "told the Mail"
        if _is_public(find_fullest(talk, mention.span)[0]):
            continue
        _add(fits, name, mention.span)
    return fits


def _is_public(name: str) -> bool:
    return not PUBLIC.isdisjoint(name.casefold().split())


def _bodies_before(talk: Discourse, start: int) -> dict[str, Span]:
    """Return the bodies named in the last sentences, news agencies left out."""
    here = talk.sentence(start)
    fits: dict[str, Span] = {}
    for mention in talk.mentions:
        name = talk.article.cut(mention.span)
        if (
            mention.kind == "organisation"
            and mention.span.start < start
            and here - talk.sentence(mention.span.start) <= TURN
            and name.casefold() not in AGENCIES
        ):
            _add(fits, name, mention.span)
    return fits


def _add(fits: dict[str, Span], name: str, span: Span) -> None:
    """Add a name to some; of "Amnesty" and "Amnesty International" the longer is kept."""
    for one in [one for one in fits if name.startswith(f"{one} ")]:
        del fits[one]
    if not any(one.startswith(f"{name} ") for one in fits):
        fits.setdefault(name, span)


def find_fullest(talk: Discourse, span: Span) -> tuple[str, Span]:
    """Return a body's name in full if the article explains its letters."""
    words = talk.article.cut(span)
    letters = words.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 7):
        return _longer(talk, words, span)
    for mention in talk.mentions:
        name = talk.article.cut(mention.span)
        after = talk.text[mention.span.end : mention.span.end + len(words) + 4]
        if len(name.split()) > 1 and re.match(rf" \([“\"]?{re.escape(words)}\b", after):
            return name, mention.span
        initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
        if mention.kind == "organisation" and len(initials) > 1 and initials == letters:
            return name, mention.span
    return words, span


def _longer(talk: Discourse, words: str, span: Span) -> tuple[str, Span]:
    """Return the one longer name of a body that ends so: "the Sheriff's Office"."""
    ending = " " + words.replace("’", "'").casefold()
    if " " not in words:
        return words, span
    fits: dict[str, Span] = {}
    for mention in talk.mentions:
        name = talk.article.cut(mention.span)
        if mention.kind == "organisation" and name.replace("’", "'").casefold().endswith(ending):
            fits.setdefault(name.casefold(), mention.span)
    if len(fits) != 1:
        return words, span
    place = next(iter(fits.values()))
    return talk.article.cut(place), place
