"""The whole flow on one screen: read, annotate, group, compare, report.

Nothing here decides anything: each line calls one stage. `compare` is the main job; the functions
above it are its stages for those who want one of them alone.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from variorum.annotate.attributions import ModelName, find_attributions
from variorum.annotate.channels import find_channels
from variorum.annotate.dates import find_dates
from variorum.annotate.encoding import encode_article
from variorum.annotate.figures import find_figures
from variorum.annotate.language import annotate_language
from variorum.annotate.speakers import resolve_speakers
from variorum.annotate.word_model import TaggedArticle, tag_articles
from variorum.check.draft import check_drafts, take_whole
from variorum.compare.conflicts import find_conflicts
from variorum.compare.corroboration import support_statements, support_utterances
from variorum.compare.laundering import find_laundering, restore_wordings
from variorum.compare.order import by_time
from variorum.compare.origins import find_origins, name_missing
from variorum.compare.reuse import find_passages
from variorum.compare.revisions import find_revisions
from variorum.compare.shares import find_shares
from variorum.compare.stemma import build_stemma
from variorum.compare.timeline import build_timeline
from variorum.compare.tracing import lay_ground
from variorum.compare.variants import compare_readings
from variorum.group.constraints import enforce
from variorum.group.follow_ups import find_follow_ups
from variorum.group.names import group_names
from variorum.group.overviews import find_overviews
from variorum.group.rehoming import find_chances, find_homeless, rehome
from variorum.group.statements import group_statements
from variorum.group.stories import group_stories
from variorum.group.utterances import group_utterances
from variorum.judgements.conflicts import decide_conflicts
from variorum.judgements.copies import settle_copies
from variorum.judgements.decisions import list_decisions, list_waiting
from variorum.judgements.docket import find_concerned, open_docket
from variorum.judgements.records import Judgement
from variorum.judgements.speakers import add_attributions, fix_speakers
from variorum.judgements.stories import constrain_stories, settle_stories
from variorum.judgements.utterances import regroup_readings
from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Check,
    Comparison,
    Document,
    Overview,
    Passage,
    Skipped,
    Story,
)
from variorum.parallel import spread
from variorum.read.dateline_years import date_by_company
from variorum.read.files import read_paths
from variorum.report.brief import write_brief
from variorum.report.title import choose_title

Progress = Callable[[str, int, int], None]  # stage, done, of how many
STAGES = ("attributions", "figures", "dates")
CHUNK = 32  # articles annotated at a time by one process


def ignore_progress(stage: str, done: int, of: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Pile:
    """All that was read, in the order of the inputs."""

    documents: tuple[Document, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = ignore_progress,
) -> Pile:
    """Read files, folders and "-"; what cannot be read is in `skipped`, with the reason."""
    documents: list[Document] = []
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for number, reading in enumerate(read_paths(paths, stdin=stdin), start=1):
        if isinstance(reading, Skipped):
            skipped.append(reading)
        else:
            documents.append(reading.document)
            articles.extend(reading.articles)
        progress("reading", number, 0)
    return Pile(tuple(documents), tuple(date_by_company(articles)), tuple(skipped))


def annotate(
    articles: Sequence[Article],
    *,
    fast: bool = False,
    model: ModelName | None = None,
    stages: Collection[str] = STAGES,
) -> list[Annotated]:
    """Return the articles with names, attributions, figures and dates, in the same order.

    model: what finds attributions; by default the encoder, with `fast` the model of words. `stages`
    leaves out what is not wanted; names and sentences are always found.
    """
    chosen: ModelName = model or ("words" if fast else "encoder")
    by_words = chosen == "words" and "attributions" in stages
    tagged = tag_articles(articles) if by_words else (None for _ in articles)
    return [
        _annotate_one(article, chosen, stages, fast=fast, tagged=words)
        for article, words in zip(articles, tagged, strict=True)
    ]


def _annotate_one(
    article: Article,
    model: ModelName,
    stages: Collection[str],
    *,
    fast: bool,
    tagged: TaggedArticle | None,
) -> Annotated:
    asks = not fast or (model == "encoder" and "attributions" in stages)
    encoded = encode_article(article) if asks else None
    ((sentences, mentions),) = annotate_language([article], fast=fast, encoded=[encoded])
    attributions: Sequence[Attribution] = ()
    if "attributions" in stages:
        attributions = find_attributions(
            article, sentences, model=model, encoded=encoded, tagged=tagged
        )
        attributions = resolve_speakers(article, sentences, mentions, attributions)
        attributions = find_channels(article, sentences, attributions)
    return Annotated(
        article=article,
        sentences=sentences,
        mentions=mentions,
        attributions=tuple(attributions),
        figures=tuple(find_figures(article, sentences, mentions)) if "figures" in stages else (),
        dates=tuple(find_dates(article, sentences)) if "dates" in stages else (),
    )


def annotate_all(
    articles: Sequence[Article],
    *,
    fast: bool = False,
    model: ModelName | None = None,
    stages: Collection[str] = STAGES,
    jobs: int = 1,
    progress: Progress = ignore_progress,
) -> list[Annotated]:
    """Do what `annotate` does in `jobs` processes, reporting progress by articles."""
    chunks = [articles[first : first + CHUNK] for first in range(0, len(articles), CHUNK)]
    annotated: list[Annotated] = []
    for part in spread(partial(annotate, fast=fast, model=model, stages=stages), chunks, jobs):
        annotated.extend(part)
        progress("annotating", len(annotated), len(articles))
    # A record that comes back from another process holds a copy of the text: give it the original.
    return [replace(one, article=article) for one, article in zip(annotated, articles, strict=True)]


def find_stories(
    articles: Sequence[Article], judgements: Sequence[Judgement] = ()
) -> list[tuple[str, ...]]:
    """Return the stories as tuples of article ids; what people decided about them is obeyed."""
    constraints = constrain_stories(judgements, articles)
    groups = enforce(group_stories(articles), constraints)
    homeless = find_homeless(groups, constraints)
    if not homeless:
        return groups
    chances = find_chances(articles, [item for group in homeless for item in group])
    return rehome(groups, constraints, chances)


def compare_story(
    story_id: str,
    articles: Sequence[Annotated],
    passages: Sequence[Passage],
    judgements: Sequence[Judgement] = (),
) -> Story:
    """Return one story with all findings; `passages` are those between its articles.

    `judgements`, in any order, are replayed: what people decided holds whatever is found.
    """
    docket = open_docket(judgements, [one.article for one in articles])
    articles = add_attributions(articles, docket)
    names, speakers = group_names(articles)
    articles, names, speakers, fixed = fix_speakers(articles, names, speakers, docket)
    readings = group_utterances(articles, speakers)
    readings, regrouped = regroup_readings(readings, articles, speakers, docket)
    rulings, copied = settle_copies(docket)
    statements = group_statements(articles, speakers, readings)
    stemma = build_stemma(articles, passages, rulings)
    full = {name.id: name.name for name in names}
    origins = find_origins(articles, stemma, {said: full[who] for said, who in speakers.items()})
    by_id = {one.article.id: one for one in articles}
    variants = [compare_readings(group[0], group[1:], by_id) for group in readings]
    ground = lay_ground(articles, passages, stemma, origins, speakers, rulings=rulings)
    utterances = support_utterances(readings, variants, ground)
    laundering = find_laundering(articles, passages, stemma, utterances)
    statements = restore_wordings(statements, articles, laundering)
    supported = support_statements(statements, ground)
    counted = [
        *(utterance.independence for utterance in utterances),
        *(statement.independence for statement in supported),
    ]
    conflicts = find_conflicts(articles, names, speakers, utterances, stemma, passages=passages)
    conflicts, dismissed, judged = decide_conflicts(conflicts, docket)
    outcomes = settle_stories(docket)[1] | fixed | regrouped | copied | judged
    brief = write_brief(articles, supported, utterances, conflicts, laundering, stemma=stemma)
    return Story(
        id=story_id,
        title=choose_title(articles, conflicts, brief),
        articles=tuple(articles),
        names=tuple(names),
        passages=tuple(passages),
        stemma=tuple(stemma),
        origins=tuple(
            name_missing(
                origins,
                (used for one in counted for used in one.origins),
                articles,
                ground.names,
            )
        ),
        utterances=tuple(utterances),
        statements=tuple(supported),
        conflicts=tuple(conflicts),
        timeline=tuple(build_timeline(articles)),
        brief=tuple(brief),
        speakers=tuple(sorted(speakers.items())),
        shares=tuple(find_shares(articles, passages, stemma)),
        revisions=tuple(find_revisions(articles, passages, stemma)),
        laundering=tuple(laundering),
        follow_ups=tuple(find_follow_ups([one.article for one in articles])),
        decisions=list_decisions(docket, outcomes),
        dismissed=tuple(dismissed),
    )


def compare(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    fast: bool = False,
    model: ModelName | None = None,
    jobs: int = 1,
    judgements: Sequence[Judgement] = (),
    progress: Progress = ignore_progress,
) -> Comparison:
    """Read a pile of reports and compare them, story by story, the largest story first.

    fast: names by rule instead of the encoder, and attributions by the model of words. model:
    what finds attributions, if it is to be another. jobs: processes that the work is spread over;
    the result is the same for any number. judgements: what people decided, which is replayed.
    """
    pile = read(paths, stdin=stdin, progress=progress)
    annotated = annotate_all(pile.articles, fast=fast, model=model, jobs=jobs, progress=progress)
    progress("comparing", 0, len(annotated))
    passages = find_passages(pile.articles)
    groups = find_stories(pile.articles, judgements)
    stories: list[Story] = []
    done = 0
    for story in compare_groups(groups, annotated, passages, jobs, judgements):
        stories.append(story)
        done += len(story.articles)
        progress("comparing", done, len(annotated))
    waiting = list_waiting(judgements, stories, pile.articles)
    return Comparison(pile.documents, tuple(stories), pile.skipped, waiting)


def compare_groups(
    groups: Sequence[tuple[str, ...]],
    annotated: Sequence[Annotated],
    passages: Sequence[Passage],
    jobs: int = 1,
    judgements: Sequence[Judgement] = (),
) -> Iterator[Story]:
    """Yield each group as a compared story, the largest first."""
    work = _sort_groups(groups, annotated, passages)
    concerned = find_concerned(judgements, [[one.article for one in piece[1]] for piece in work])
    pieces = [(*piece, told) for piece, told in zip(work, concerned, strict=True)]
    overviews = _find_overviews(work)
    for story in spread(_compare_one, pieces, jobs):
        yield replace(story, overviews=overviews.get(story.id, ()))


def _find_overviews(
    work: Sequence[tuple[str, list[Annotated], list[Passage]]],
) -> dict[str, tuple[Overview, ...]]:
    """Return the round-ups and background pieces of each story, by its id."""
    found = find_overviews([(name, [one.article for one in members]) for name, members, _ in work])
    return {name: tuple(several) for name, several in found.items()}


def _compare_one(
    work: tuple[str, list[Annotated], list[Passage], tuple[Judgement, ...]],
) -> Story:
    return compare_story(*work)


def _sort_groups(
    groups: Sequence[tuple[str, ...]],
    annotated: Sequence[Annotated],
    passages: Sequence[Passage],
) -> list[tuple[str, list[Annotated], list[Passage]]]:
    """Return each group's id, articles and inner passages, the largest group first."""
    by_id = {one.article.id: one for one in annotated}
    home = {member: place for place, group in enumerate(groups) for member in group}
    inside: dict[int, list[Passage]] = {}
    for passage in passages:
        place = home[passage.a.article]
        if place == home[passage.b.article]:
            inside.setdefault(place, []).append(passage)
    order = sorted(range(len(groups)), key=lambda place: (-len(groups[place]), place))
    given = [by_id[groups[place][0]].article.story for place in order]
    return [
        (
            _name_story(given, number),
            sorted((by_id[member] for member in groups[place]), key=by_time),
            inside.get(place, []),
        )
        for number, place in enumerate(order, start=1)
    ]


def _name_story(given: Sequence[str | None], number: int) -> str:
    """Return the id of a story: as the input gives it, numbered where people split it."""
    name = given[number - 1]
    if name is None:
        return f"s{number}"
    before = given[: number - 1].count(name)
    return f"{name}-{before + 1}" if before else name


def check(
    drafts: Iterable[str | Path],
    against: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    fast: bool = False,
    model: ModelName | None = None,
    jobs: int = 1,
    progress: Progress = ignore_progress,
) -> Check:
    """Check every quotation, number, name, date and claim of `drafts` against the sources.

    Each draft is checked by itself. A source that is the very file of a draft is left out.
    """
    named = [str(draft) for draft in drafts]
    pile = read([*named, *against], stdin=stdin, progress=progress)
    ours = {one.sha256 for one in pile.documents if _is_under(one.path, named)}
    checked = {one.id for one in pile.documents if one.sha256 in ours}
    articles = [take_whole(one) if one.document in checked else one for one in pile.articles]
    annotated = annotate_all(articles, fast=fast, model=model, jobs=jobs, progress=progress)
    sources = tuple(one for one in annotated if one.article.document not in checked)
    once = {one.sha256: one.id for one in reversed(pile.documents)}
    found = tuple(one for one in annotated if one.article.document in checked & set(once.values()))
    return Check(
        documents=pile.documents,
        drafts=found,
        sources=sources,
        items=tuple(check_drafts(found, sources)),
        skipped=pile.skipped,
    )


def _is_under(path: str | None, named: Sequence[str]) -> bool:
    """Whether a document is one of the named files, or in one of the named folders."""
    return path is not None and any(
        path == name or path.startswith(name.rstrip("/") + "/") for name in named
    )


def group_pile(
    articles: Sequence[Article],
    *,
    families: bool = False,
    judgements: Sequence[Judgement] = (),
) -> list[Story]:
    """Return the stories without annotations; `families` adds their passages and family trees.

    What people decided about stories and copies is obeyed.
    """
    passages = find_passages(articles) if families else []
    groups = find_stories(articles, judgements)
    rulings, _ = settle_copies(open_docket(judgements, articles))
    bare = [Annotated(article=article, sentences=()) for article in articles]
    work = _sort_groups(groups, bare, passages)
    overviews = _find_overviews(work)
    return [
        Story(
            id=story_id,
            title=choose_title(members),
            articles=tuple(members),
            passages=tuple(inner) if families else (),
            stemma=tuple(build_stemma(members, inner, rulings)) if families else (),
            follow_ups=tuple(find_follow_ups([one.article for one in members])),
            overviews=overviews.get(story_id, ()),
        )
        for story_id, members, inner in work
    ]
