"""Who said what, over all stories: quotations as rows, and speakers with their counts."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from variorum.archive import tables as t
from variorum.archive.words import fold_words, index_quotes
from variorum.model import Annotated, Attribution, Story


def speaker_key(name: str) -> str:
    """Return a name as the names of speakers are compared; "" if it has no letters."""
    return " ".join(fold_words(name))


def store_quotes(connection: Connection, article: int, annotated: Annotated, day: str) -> None:
    """Put the attributions of an article's newest version in the place of those before it."""
    take_quotes_away(connection, article)
    text = annotated.article.text
    said = [one for one in annotated.attributions if one.content]
    if not said:
        return
    keys = connection.execute(
        insert(t.quotes).returning(t.quotes.c.key, sort_by_parameter_order=True),
        [_row(article, one, day) for one in said],
    ).scalars()
    index_quotes(
        connection,
        [
            (
                key,
                " ".join(text[span.start : span.end] for span in one.content),
                one.speaker.name if one.speaker else "",
            )
            for key, one in zip(keys, said, strict=True)
        ],
    )


def _row(article: int, one: Attribution, day: str) -> dict[str, object]:
    return {
        "article": article,
        "attribution": one.id.rpartition("/")[2],
        "kind": one.kind,
        "start": one.content[0].start,
        "end": one.content[-1].end,
        "medium": one.channel.medium if one.channel else None,
        "partner": one.channel.partner if one.channel else None,
        "altered": False,
        "day": day,
    }


def take_quotes_away(connection: Connection, article: int) -> None:
    """Delete an article's quotations; their words stay in the index and lead nowhere."""
    mine = t.quotes.c.article == article
    gone = Counter(
        connection.execute(
            select(t.quotes.c.speaker).where(mine, t.quotes.c.speaker.is_not(None))
        ).scalars()
    )
    connection.execute(delete(t.quotes).where(mine))
    _count(connection, {key: -count for key, count in gone.items()}, {})


def assign_speakers(connection: Connection, story: Story, keys: Mapping[str, int]) -> None:
    """Note who said what in a compared story, in which utterance, and whether it was altered.

    keys: the articles' keys by id. Only what changed is written.
    """
    names = {name.id: name.name for name in story.names}
    spoken = {said: names[who] for said, who in story.speakers if who in names}
    utterance = {
        reading.attribution: one.id for one in story.utterances for reading in one.readings
    }
    altered = {
        said
        for one in story.utterances
        for variant in one.variants
        if variant.changes_meaning
        for said in variant.between
    }
    by_key = {key: name for name, key in keys.items()}
    changes, delta, called = [], Counter[str](), {}
    columns = (t.quotes.c.key, t.quotes.c.article, t.quotes.c.attribution)
    values = (t.quotes.c.speaker, t.quotes.c.utterance, t.quotes.c.altered)
    for row in connection.execute(
        select(*columns, *values).where(t.quotes.c.article.in_(list(by_key)))
    ):
        said = f"{by_key[row.article]}/{row.attribution}"
        name = spoken.get(said, "")
        key = speaker_key(name) or None
        fresh = (key, utterance.get(said), said in altered)
        if key is not None:
            called[key] = name
        if fresh == (row.speaker, row.utterance, bool(row.altered)):
            continue
        if key != row.speaker:
            delta.update([key] if key else [])
            delta.subtract([row.speaker] if row.speaker else [])
        changes.append({"at": row.key, "who": key, "spoken": fresh[1], "changed": fresh[2]})
    if changes:
        connection.execute(_UPDATE, changes)
    _count(connection, delta, called)


_UPDATE = (
    update(t.quotes)
    .where(t.quotes.c.key == bindparam("at"))
    .values(speaker=bindparam("who"), utterance=bindparam("spoken"), altered=bindparam("changed"))
)


def _count(connection: Connection, delta: Mapping[str, int], called: Mapping[str, str]) -> None:
    """Change the counts of speakers; a new one gets the name that it is called here."""
    for key, by in sorted(delta.items()):
        if not by:
            continue
        done = connection.execute(
            update(t.speakers)
            .where(t.speakers.c.key == key)
            .values(quotes=t.speakers.c.quotes + by)
        )
        if done.rowcount == 0 and key in called:
            name = called[key].replace("\x00", "\ufffd")
            connection.execute(insert(t.speakers).values(key=key, name=name, quotes=by))
