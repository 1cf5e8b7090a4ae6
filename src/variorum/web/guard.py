"""What stands before every page: who may ask, how much may be sent, and what a browser may do.

- The Host header must be one of those that this server is known by, so that a name that somebody
  rebinds to 127.0.0.1 gets nothing.
- What changes something must come from our own pages: a browser says where a form was sent from.
- With a token (needed beyond this machine), every request must carry it, or a cookie made from it.
- A request's body is limited, whether it says its length or not.
- Every answer tells the browser to load nothing from elsewhere, and to run no script but our file.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN: Final = ("/sign-in", "/static/")  # what a visitor without the token may see
SESSION: Final = "variorum_session"

ErrorPage = Callable[[int, str, str, bool], Response]  # status, words, what to do, for programs


@dataclass(frozen=True, slots=True)
class Rules:
    """What a server lets pass: `hosts` without ports; `token` None: only this machine asks."""

    hosts: frozenset[str]
    token: str | None = None
    longest: int = 1_000_000  # bytes of a request's body

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server; its port does not matter.

        >>> Rules(frozenset({"127.0.0.1", "::1"})).knows("[::1]:8340")
        True
        """
        try:
            parts = urlsplit(f"//{host}")
            name = parts.hostname
        except ValueError:
            return False
        plain = not (parts.path or parts.query or parts.fragment or "@" in host)
        return plain and name is not None and name in self.hosts


def make_session(token: str) -> str:
    """Return the value of the cookie that stands for a token: it does not tell the token."""
    return hmac.new(token.encode(), b"variorum session", sha256).hexdigest()


def is_token(given: str, token: str) -> bool:
    """Compare in a time that does not tell how much of it was right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


class Guard:
    """The outermost layer of the application (ASGI)."""

    def __init__(self, app: ASGIApp, rules: Rules, error_page: ErrorPage) -> None:
        self.app = app
        self.rules = rules
        self.error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with a counted body, and add the headers to what comes back."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # we speak no web sockets
            return
        refusal = self._refuse(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self.app(scope, _counted(receive, self.rules.longest), _with_headers(send))

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        program = scope["path"].startswith("/api/")
        if len(headers.getlist("host")) != 1 or not self.rules.knows(headers["host"]):
            return self.error_page(
                421,
                "This server does not go by that name.",
                "Open it under the address that it printed when it was started, or start it with "
                "--host and the name that you use.",
                program,
            )
        if scope["method"] not in SAFE and _is_foreign(headers):
            return self.error_page(
                403,
                "This was sent from another site.",
                "Nothing was changed. Open the page here and send the form from there.",
                program,
            )
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:20]) > self.rules.longest:
            return too_long(self.error_page, self.rules.longest, program=program)
        if not self._may_enter(scope["path"], headers):
            return self._ask_token(scope, program=program)
        return None

    def _may_enter(self, path: str, headers: Headers) -> bool:
        token = self.rules.token
        if token is None or path.startswith(OPEN):
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and is_token(given.strip(), token):
            return True
        return is_token(read_cookie(headers, SESSION), make_session(token))

    def _ask_token(self, scope: Scope, *, program: bool) -> Response:
        if program or scope["method"] not in SAFE:
            answer = self.error_page(
                401, "A token is needed here.", "Send it as “Authorization: Bearer …”.", program
            )
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        return Response(status_code=303, headers={"location": "/sign-in"})


def too_long(error_page: ErrorPage, longest: int, *, program: bool) -> Response:
    """Return the answer to a body over the limit."""
    return error_page(
        413,
        "That is too long.",
        f"A request may have {longest // 1000:,} kilobytes. Send a part of it.",
        program,
    )


def read_cookie(headers: Headers, name: str) -> str:
    """Return a cookie's value; "" if there is none, or if the header is broken."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that a request was made by another site's page.

    Our own pages send no referrer, and so the origin "null"; what a form from elsewhere lacks even
    so is the form's token.
    """
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin", "null")
    if origin == "null":
        return False
    scheme, _, rest = origin.partition("://")
    return scheme not in {"http", "https"} or rest != headers["host"]


def _counted(receive: Receive, longest: int) -> Receive:
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > longest:
            raise HTTPException(413)
        return message

    return counting


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "private, no-cache")
        await send(message)

    return sending
