"""What an answer means for a feed or a page: what to remember of it, and what to say in the log."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from variorum.errors import FetchError
from variorum.watch.clock import write_time
from variorum.watch.feeds import Feed
from variorum.watch.fetch import Answer
from variorum.watch.ledger import FeedState, PageState
from variorum.watch.schedule import (
    LONGEST_WAIT,
    SELDOM,
    TRIES,
    plan_feed,
    plan_page,
    plan_retry,
    read_max_age,
)

GONE = {404, 410}
FOR_GOOD = 410
# What may hold an article; the rest is pictures, sound, and films.
READABLE = {"application/xhtml+xml", "application/xml", "application/json", "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to remember (columns of the feed's or page's row), and the words for the log."""

    values: dict[str, Any]
    came: str
    done: str
    kind: str  # how it is counted, in words


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to ask.

    Attributes:
        every: feeds, unless they say that they change more seldom.
        ages: at which pages are fetched again.
        chance: spreads retries.
    """

    every: timedelta
    ages: Sequence[timedelta]
    chance: random.Random


def hash_body(answer: Answer) -> str:
    """Return the name of the bytes that came."""
    return sha256(answer.body).hexdigest()


def is_unchanged(state: FeedState | PageState, answer: Answer) -> bool:
    """Whether a server says that nothing changed, or sent the very bytes of the last time."""
    if answer.status == 304:
        return True
    return answer.status == 200 and state.sha256 == hash_body(answer)


def may_hold_article(answer: Answer) -> bool:
    """Whether the type of what came lets it hold text; an answer that names none may."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return not kind or kind.startswith("text/") or kind in READABLE


def describe(answer: Answer) -> str:
    """Say what came."""
    if answer.status == 304:
        return "not modified (304)"
    if answer.status != 200:
        return f"status {answer.status}"
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return f"{len(answer.body):,} bytes of {kind[:60] or 'no stated type'}"


def _validators(answer: Answer) -> dict[str, Any]:
    kept = answer.validators
    return {"answered": kept.address, "etag": kept.etag, "modified": kept.modified}


def feed_read(
    state: FeedState, answer: Answer, feed: Feed | None, now: datetime, plan: Plan
) -> Outcome:
    """Return the outcome of a feed that was read, or (feed None) has nothing new."""
    age = read_max_age(answer.headers.get("cache-control", ""))
    stated = feed.stays if feed else state.stays
    stays = max(stated, age) if stated and age else stated or age
    values: dict[str, Any] = {
        "checked": write_time(now),
        "due": write_time(plan_feed(now, stays, plan.every)),
        "not_before": None,
        "failures": 0,
        "trouble": None,
    }
    if answer.status == 200:
        values |= _validators(answer) | {"sha256": hash_body(answer)}
    if feed is None:
        return Outcome(values, describe(answer), "nothing new", "feeds unchanged")
    values["stays"] = feed.stays and min(feed.stays, SELDOM) // timedelta(seconds=1)
    if feed.title:
        values["title"] = feed.title
    parts = [f"{len(feed.items)} items, {{new}}"]
    if feed.pageless:
        parts.append(f"{feed.pageless} without the address of a page")
    if feed.left:
        parts.append(f"{feed.left:,} more than are looked at")
    if answer.moved:
        parts.append(f"it has moved for good: put {answer.moved} into your list")
    return Outcome(values, describe(answer), "; ".join(parts), "feeds read")


def feed_failed(
    state: FeedState, reason: str, now: datetime, plan: Plan, *, wait: float | None = None
) -> Outcome:
    """Return the outcome of a feed that could not be had, or is none; it is asked again later."""
    failures = state.failures + 1
    when = write_time(plan_retry(failures, now, wait, plan.chance))
    values = {"failures": failures, "not_before": when, "due": when, "trouble": reason}
    return Outcome(values, reason, f"left alone until {when}", "feeds failed")


def feed_refused(state: FeedState, reason: str, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a feed that we do not take as it is; another run may be told to."""
    due = write_time(plan_feed(now, None, plan.every))
    values = {"failures": state.failures + 1, "due": due, "trouble": reason}
    return Outcome(values, reason, "not read", "feeds failed")


def feed_status(state: FeedState, answer: Answer, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a feed that answers with another status than 200 and 304."""
    if answer.status == FOR_GOOD:
        reason = "is gone for good (status 410). Take it out of your list."
        return feed_failed(state, reason, now, plan, wait=LONGEST_WAIT.total_seconds())
    if answer.status in GONE:
        reason = "is not there (status 404). Look whether it has moved."
    else:
        reason = f"refuses to be read (status {answer.status})."
    return feed_failed(state, reason, now, plan)


def page_kept(page: PageState, answer: Answer, now: datetime, plan: Plan, words: str) -> Outcome:
    """Return the outcome of a page that the archive has acknowledged, or cannot read (`words`)."""
    values = _page_there(page, now, plan) | _validators(answer)
    values |= {"sha256": hash_body(answer), "url": page.url or answer.address}
    again = ", though it was gone" if page.gone else ""
    return Outcome(values, describe(answer), f"{words}{again}", words)


def page_unchanged(page: PageState, answer: Answer, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a page that is as it was."""
    values = _page_there(page, now, plan)
    if answer.status == 200:
        values |= _validators(answer)
    again = "unchanged, though it was gone" if page.gone else "unchanged"
    return Outcome(values, describe(answer), again, "unchanged")


def _page_there(page: PageState, now: datetime, plan: Plan) -> dict[str, Any]:
    first = page.first or now
    due = plan_page(first, now, plan.ages)
    return {
        "first": write_time(first),
        "last": write_time(now),
        "due": due and write_time(due),
        "failures": 0,
        "gone": None,
    }


def page_gone(page: PageState, answer: Answer, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a page that is not there, or (410) never will be again."""
    if page.first is None:
        reason = "it was never seen"
        return _page_retried(page, describe(answer), reason, now, plan, ever=answer.status == 404)
    due = None if answer.status == FOR_GOOD else plan_page(page.first, now, plan.ages)
    values = {
        "gone": page.gone or write_time(now),
        "due": due and write_time(due),
        "failures": 0,
    }
    done = "taken away by its publisher; the archive keeps what it has"
    return Outcome(values, describe(answer), done, "taken away")


def page_refused(page: PageState, answer: Answer, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a page that answers with a status such as 401, 403 or 451."""
    return _page_retried(page, describe(answer), "not given to us", now, plan, ever=True)


def page_failed(page: PageState, error: FetchError, now: datetime, plan: Plan) -> Outcome:
    """Return the outcome of a page that could not be fetched."""
    reason = "not fetched"
    return _page_retried(page, error.reason, reason, now, plan, ever=error.again, wait=error.wait)


def _page_retried(
    page: PageState,
    came: str,
    reason: str,
    now: datetime,
    plan: Plan,
    *,
    ever: bool,
    wait: float | None = None,
) -> Outcome:
    failures = page.failures + 1
    due = plan_retry(failures, now, wait, plan.chance) if ever and failures < TRIES else None
    if due is None and ever and page.first is not None:
        due, failures = plan_page(page.first, now, plan.ages), 0
    values = {"failures": failures, "due": due and write_time(due)}
    then = f"again at {write_time(due)}" if due else "not tried again"
    return Outcome(values, came, f"{reason}; {then}", "pages failed")
