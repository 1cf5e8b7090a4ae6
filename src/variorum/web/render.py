"""Templates to pages: escaped, encodable, with the style sheets and the script as files of ours."""

import json
import mimetypes
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader
from starlette.responses import HTMLResponse, Response

from variorum import __version__
from variorum.report import phrases
from variorum.report.html import FORBIDDEN, make_environment
from variorum.web.forms import COOKIE, FIELD, Forms, find_cookie
from variorum.web.words import long_day

STATIC: Final = {
    "report.css": ("variorum.report", "style.css"),
    "pages.css": ("variorum.web", "static/pages.css"),
    "pages.js": ("variorum.web", "static/pages.js"),
    "icon.svg": ("variorum.web", "static/icon.svg"),
}
WHO: Final = "variorum_who"  # who judged last in this browser


@cache
def read_static(name: str) -> bytes:
    """Return one of our files; KeyError if it is none of them."""
    package, path = STATIC[name]
    return files(package).joinpath(path).read_bytes()


@cache
def static_url(name: str) -> str:
    """Return the address of one of our files; it changes with what is in it."""
    return f"/static/{name}?v={sha256(read_static(name)).hexdigest()[:12]}"


def send_static(name: str) -> Response:
    """Return one of our files as an answer that a browser may keep."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = "text/javascript" if name.endswith(".js") else kind
    return Response(
        read_static(name),
        media_type=kind,
        headers={"cache-control": "public, max-age=31536000, immutable"},
    )


def with_query(path: str, **fields: object) -> str:
    """Return an address with the fields that are not empty.

    >>> with_query("/search", text="a b", outlet="", page=2)
    '/search?text=a+b&page=2'
    """
    kept = {name: str(value) for name, value in fields.items() if value not in {None, ""}}
    text = urlencode(kept, errors="replace")
    return f"{path}?{text}" if text else path


@cache
def pages() -> Environment:
    """Return the templates of the pages, with those of the report behind them; made once."""
    environment = make_environment(PackageLoader("variorum.web"))
    environment.filters["long_day"] = long_day
    environment.filters["day"] = phrases.day
    environment.filters["percent"] = phrases.percent
    environment.globals.update(
        address=with_query, form_field=FIELD, static=static_url, version=__version__
    )
    return environment


def render(
    request: Request | None,
    template: str,
    *,
    status: int = 200,
    **context: Any,  # noqa: ANN401 - what templates show
) -> HTMLResponse:
    """Return a page; its forms carry the token of the browser that asked for it."""
    token, cookie, fresh = "", "", False
    if request is not None:
        cookie, fresh = find_cookie(request)
        forms: Forms = request.app.state.forms
        token = forms.sign(cookie)
    text = pages().get_template(template).render(form_token=token, **context)
    answer = HTMLResponse(FORBIDDEN.sub("\ufffd", text), status_code=status)
    if fresh:
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
    return answer


def error_page(status: int, words: str, remedy: str, program: bool) -> Response:  # noqa: FBT001
    """Return what went wrong and what to do, calmly; as JSON for a program."""
    if program:
        body = json.dumps({"status": status, "error": words, "remedy": remedy}, ensure_ascii=True)
        return Response(body, status_code=status, media_type="application/json")
    return render(None, "error.html", status=status, words=words, remedy=remedy)


def as_mapping(request: Request) -> Mapping[str, str]:
    """Return the fields of a request's address, the last of each name."""
    return dict(request.query_params)
