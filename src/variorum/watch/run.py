"""The watch itself: what is due is asked for, what comes is given to the archive, and remembered.

Threads do nothing but fetch, each at one host at a time; this thread alone speaks with the archive
and the ledger. A page counts as done only after the archive has acknowledged it, so a run that is
killed loses nothing: what it fetched last is fetched again.
"""

import queue
import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from variorum.errors import FetchError, InputError
from variorum.watch import outcomes
from variorum.watch.addresses import find_host
from variorum.watch.clock import Clock
from variorum.watch.feeds import read_feed
from variorum.watch.fetch import Answer, Fetcher
from variorum.watch.ledger import FeedState, Ledger, Line, PageState
from variorum.watch.outcomes import Outcome, Plan
from variorum.watch.robots import Robots
from variorum.watch.schedule import AGES, EVERY, plan_retry

WORKERS = 8  # hosts that are asked at the same time
EACH = 20  # pages of one host between two looks at what else is due
MOST = 1_000  # pages between two such looks
VISIT = timedelta(minutes=2)  # after which a slow host waits for the next look
LEASE = timedelta(minutes=5)
LOOK = 60.0  # seconds: the longest sleep between two looks at the lease

State = FeedState | PageState
# (bytes, url, time of the fetch, Content-Type, outlet) -> what the archive did, in words.
# InputError: the bytes cannot be read.
Keep = Callable[[bytes, str, datetime, str | None, str | None], str]


def leave() -> None:
    """Leave things as they are."""


def say_nothing(_line: Line) -> None:
    """Take a line of the log and leave it at that."""


def never(_holder: str) -> bool:
    """Believe that whoever holds the lease lives."""
    return False


@dataclass
class Watch:
    """One run over some feeds.

    Attributes:
        ledger: what is remembered between runs.
        keep: gives bytes to the archive.
        clock: tells the time; its `stop` ends the run after what is being fetched.
        fetcher: fetches.
        holder: the name under which this run holds the lease.
        is_dead: whether another holder of the lease has died.
        tell: is given each line of the log.
        settle: is called when pages were kept, before something else is asked for.
        plan: how often to ask.
        counts: what was done, in words, how often.
    """

    ledger: Ledger
    keep: Keep
    clock: Clock
    fetcher: Fetcher
    holder: str = "watch"
    is_dead: Callable[[str], bool] = never
    tell: Callable[[Line], None] = say_nothing
    settle: Callable[[], None] = leave
    plan: Plan = field(default_factory=lambda: Plan(EVERY, AGES, random.Random()))  # noqa: S311
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Take up what is remembered."""
        self._known = self.ledger.read_robots()
        self._saved = dict(self._known)
        self._robots = Robots(self.clock, self.fetcher, self._known)
        self._failures = self.ledger.host_failures()
        self._leased: datetime | None = None

    def run(self, addresses: Sequence[str], *, once: bool) -> None:
        """Watch feeds that the ledger knows until the clock is stopped.

        With `once`: ask each of them once, fetch what is due, and return. InputError: another run
        is at work on this archive.
        """
        self._hold_lease()
        self.ledger.forget_lines(self.clock.now())
        try:
            first = True
            while not self.clock.stopped:
                self._hold_lease()
                now = self.clock.now()
                feeds = (
                    self.ledger.due_feeds(addresses, now, early=once) if first or not once else []
                )
                pages = self.ledger.due_pages(now, EACH, MOST)
                first = False
                if feeds or pages:
                    self._round([*feeds, *pages])
                elif once:
                    break
                else:
                    self._sleep(addresses)
        finally:
            self.ledger.give_lease_back(self.holder)

    def _sleep(self, addresses: Sequence[str]) -> None:
        """Wait until something is due, or it is time to look at the lease again."""
        now = self.clock.now()
        due = self.ledger.next_due(addresses, now)
        left = LOOK if due is None else (due - now).total_seconds()
        self.clock.wait(min(max(left, 1.0), LOOK))

    def _hold_lease(self) -> None:
        """Hold the lease for some minutes more; InputError if another run has it."""
        now = self.clock.now()
        if self._leased is not None and now < self._leased + LEASE / 5:
            return
        other = self.ledger.take_lease(self.holder, now, now + LEASE, self.is_dead)
        if other is not None:
            raise InputError(
                "watch", f"is at work on this archive already ({other}). Stop that one first."
            )
        self._leased = now

    def _round(self, tasks: Sequence[State]) -> None:
        """Ask for what is due, host by host, and store what comes as it comes."""
        by_host: dict[str, list[State]] = {}
        for task in tasks:
            by_host.setdefault(find_host(task.address), []).append(task)
        out: queue.Queue[tuple[State, Answer | FetchError] | None] = queue.Queue(WORKERS)
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="fetch") as pool:
            jobs = [pool.submit(self._visit, of_host, out) for of_host in by_host.values()]
            left = len(jobs)
            try:
                while left:
                    got = out.get()
                    left -= got is None
                    if got is not None:
                        self._store(*got)
            finally:
                if left:  # something failed here: let the threads end, and what they bring be lost
                    self.clock.stop()
                while left:
                    left -= out.get() is None
        for job in jobs:
            job.result()
        self._save_robots()
        self._settle()

    def _settle(self) -> None:
        """Let what was kept be brought up to date; a fault of ours there does not end the watch."""
        try:
            self.settle()
        except (OSError, SQLAlchemyError):
            raise
        except Exception as error:  # noqa: BLE001 - any page there is may have been kept
            came = f"stories could not be compared ({type(error).__name__}: {error})"
            self._note(came, "left as they are: please report this")

    def _note(self, came: str, done: str) -> None:
        line = Line(self.clock.now(), "run", "stories", came, done)
        self.ledger.write_line(line)
        self.tell(line)

    def _visit(
        self,
        tasks: Sequence[State],
        out: "queue.Queue[tuple[State, Answer | FetchError] | None]",
    ) -> None:
        """Ask one host for one thing after the other, until it asks to be left alone.

        What is not asked for when the visit has lasted too long stays due.
        """
        try:
            began = self.clock.now()
            for task in tasks:
                if self.clock.stopped or self.clock.now() > began + VISIT:
                    return
                try:
                    out.put((task, self._fetch(task)))
                except FetchError as error:
                    out.put((task, error))
                    if error.host:
                        return
        finally:
            out.put(None)

    def _fetch(self, task: State) -> Answer:
        try:
            return self.fetcher.fetch(task.address, task.validators, permit=self._robots.permit)
        except FetchError:
            raise
        except Exception as error:  # noqa: BLE001 - an answer that we fail at must not stop the rest
            reason = f"could not be fetched ({type(error).__name__}: {error}): please report this"
            raise FetchError(task.address, reason, again=True) from None

    def _store(self, task: State, result: Answer | FetchError) -> None:
        self._hold_lease()
        host = find_host(task.address)
        if isinstance(result, FetchError) and result.host:
            failures = self._failures[host] = self._failures.get(host, 0) + 1
            until = plan_retry(failures, self.clock.now(), result.wait, self.plan.chance)
            self.ledger.pause_host(host, until, failures)
        elif self._failures.pop(host, None):
            self.ledger.free_host(host)
        if isinstance(task, FeedState):
            self._store_feed(task, result)
        else:
            self._store_page(task, result)

    def _store_feed(self, state: FeedState, result: Answer | FetchError) -> None:
        now, feed = self.clock.now(), None
        if isinstance(result, FetchError):
            outcome = (
                outcomes.feed_failed(state, result.reason, now, self.plan, wait=result.wait)
                if result.again
                else outcomes.feed_refused(state, result.reason, now, self.plan)
            )
        elif outcomes.is_unchanged(state, result):
            outcome = outcomes.feed_read(state, result, None, now, self.plan)
        elif result.status != 200:
            outcome = outcomes.feed_status(state, result, now, self.plan)
        else:
            try:
                kind = result.headers.get("content-type", "")
                feed = read_feed(result.body, result.address, kind)
            except InputError as error:
                outcome = outcomes.feed_failed(state, error.reason, now, self.plan)
            else:
                outcome = outcomes.feed_read(state, result, feed, now, self.plan)
        line = Line(now, "feed", state.address, outcome.came, outcome.done)
        self.ledger.save_feed(state.address, outcome.values, line, feed)
        self._count(outcome, line)

    def _store_page(self, page: PageState, result: Answer | FetchError) -> None:
        outcome = self._judge_page(page, result, self.clock.now())
        line = Line(self.clock.now(), "page", page.address, outcome.came, outcome.done)
        self.ledger.save_page(page.address, outcome.values, line)
        self._count(outcome, line)

    def _judge_page(self, page: PageState, result: Answer | FetchError, now: datetime) -> Outcome:
        if isinstance(result, FetchError):
            return outcomes.page_failed(page, result, now, self.plan)
        if outcomes.is_unchanged(page, result):
            return outcomes.page_unchanged(page, result, now, self.plan)
        if result.status in outcomes.GONE:
            return outcomes.page_gone(page, result, now, self.plan)
        if result.status != 200:
            return outcomes.page_refused(page, result, now, self.plan)
        try:
            words = self._keep(page, result, now)
        except (OSError, SQLAlchemyError):
            raise  # the archive cannot be written to: nothing more is to be fetched
        except Exception as error:  # noqa: BLE001 - a page that we fail at must not stop the others
            reason = f"could not be read ({type(error).__name__}: {error}): please report this"
            fault = FetchError(page.address, reason, again=True)
            return outcomes.page_failed(page, fault, now, self.plan)
        return outcomes.page_kept(page, result, now, self.plan, words)

    def _keep(self, page: PageState, answer: Answer, now: datetime) -> str:
        """Give a page to the archive; return what it did with it, in words."""
        if not outcomes.may_hold_article(answer):
            return "left: it holds no text"
        kind = answer.headers.get("content-type") or None
        try:
            return self.keep(answer.body, page.url or answer.address, now, kind, page.outlet)
        except InputError as error:
            return f"left: it {error.reason}"

    def _count(self, outcome: Outcome, line: Line) -> None:
        self.counts[outcome.kind.partition(":")[0]] += 1
        self.tell(line)

    def _save_robots(self) -> None:
        """Remember what this round learnt of robots.txt."""
        fresh = {
            origin: rules
            for origin, rules in self._known.items()
            if self._saved.get(origin) is not rules
        }
        self.ledger.save_robots(fresh)
        self._saved |= fresh
