"""The application: an archive's pages and its API, behind the guard."""

import logging
from collections import deque
from collections.abc import Collection
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum import __version__
from variorum.archive.archive import Archive
from variorum.errors import InputError
from variorum.web import api
from variorum.web.checking import Checker
from variorum.web.forms import Forms
from variorum.web.guard import HEADERS, Guard, Rules, too_long
from variorum.web.pages import articles, drafts, entry, judging, outlets, people, search, stories
from variorum.web.render import error_page

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})
REMEDIES: Final = {
    404: ("There is nothing here.", "The address may be old or mistyped. Look for it by search."),
    405: ("That cannot be done at this address.", "Go back and use the page’s own links."),
    415: ("That cannot be read here.", "Use the form of the page."),
}
RETRY: Final = "10"  # seconds
log = logging.getLogger("variorum.web")


def make_app(
    archive: Archive,
    *,
    hosts: Collection[str] = LOCAL,
    token: str | None = None,
    checker: Checker | None = None,
    place: str = "",
) -> FastAPI:
    """Return the application for an archive.

    hosts: the names, without ports, that browsers may call it by. token: what every request must
    carry; None: no token. checker: what checks drafts; None: one with the archive's models. place:
    the archive's option as commands take it, shown where it is empty ("" for the default one).
    """
    app = FastAPI(
        title="Variorum",
        version=__version__,
        summary="Who said what, who copied whom, and how many sources there really are.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    rules = Rules(frozenset(hosts), token)
    app.state.archive = archive
    app.state.forms = Forms()
    app.state.rules = rules
    app.state.checker = checker or Checker(archive.models)
    app.state.place = place
    app.state.tries = deque(maxlen=entry.MOST_TRIES)  # when a token was wrong
    for part in (entry, stories, articles, people, outlets, search, drafts, judging):
        app.include_router(part.router, include_in_schema=False)
    app.include_router(api.router, prefix="/api")
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(InputError, _answer_input)
    app.add_exception_handler(DBAPIError, _answer_database)
    app.add_exception_handler(Exception, _answer_fault)
    app.add_middleware(Guard, rules=rules, error_page=error_page)
    return app


def _answer_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    if status == 413:
        rules: Rules = request.app.state.rules
        return too_long(error_page, rules.longest, program=_is_program(request))
    words, remedy = REMEDIES.get(status, ("That did not work.", ""))
    if detail and status not in {404, 405}:
        remedy = detail
    answer = error_page(status, words, remedy or "Go back and try again.", _is_program(request))
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


def _answer_invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in faults[:5])
    remedy = f"Check what was filled in. {told}."
    return error_page(422, "That cannot be understood.", remedy, _is_program(request))


def _answer_input(request: Request, error: Exception) -> Response:
    reason = error.reason if isinstance(error, InputError) else str(error)
    return error_page(422, "That cannot be kept as it is.", reason, _is_program(request))


def _answer_database(request: Request, error: Exception) -> Response:
    """Ask for patience if the archive's server is away or busy; anything else is a fault."""
    away = isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )
    if not away:
        return _answer_fault(request, error)
    log.error("%s %s: the archive cannot be reached: %s", request.method, request.url.path, error)
    answer = error_page(
        503,
        "The archive cannot be reached just now.",
        "Try again in a moment; if it stays so, see whether its database server runs.",
        _is_program(request),
    )
    answer.headers["retry-after"] = RETRY
    return answer


def _answer_fault(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    answer = error_page(
        500,
        "Something went wrong here.",
        "Try again; if it stays so, please report it with what the server wrote where it was "
        "started.",
        _is_program(request),
    )
    answer.headers.update(HEADERS)  # faults are answered outside the guard
    return answer


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")
