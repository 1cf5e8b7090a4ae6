"""Forms that only our own pages can have made: each carries a token that fits a cookie.

The cookie is a random number, the token its keyed hash (a signed double submit); the key lives as
long as the server, so that a form from before a restart must be loaded again.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from variorum.web.guard import read_cookie

COOKIE: Final = "variorum_form"
FIELD: Final = "form_token"
FIELDS: Final = 400  # a form may have
EXPIRED: Final = (
    "This form is out of date: it was loaded before the server was started again, or cookies are "
    "switched off. Nothing was changed. Go back, load the page again, and send it once more."
)


@dataclass(frozen=True, slots=True)
class Forms:
    """Makes and checks the tokens of one server."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def sign(self, cookie: str) -> str:
        """Return the token of a form for the browser that has this cookie."""
        return hmac.new(self.key, cookie.encode("utf-8", "replace"), sha256).hexdigest()

    def fits(self, cookie: str, token: str) -> bool:
        """Whether a token was made for this cookie; takes the same time for every answer."""
        right = self.sign(cookie)
        return bool(cookie) and hmac.compare_digest(
            token.encode("utf-8", "replace"), right.encode()
        )


def find_cookie(request: Request) -> tuple[str, bool]:
    """Return the browser's form cookie, and whether it is a new one that must be set."""
    known = read_cookie(request.headers, COOKIE)
    return (known, False) if len(known) == 43 else (secrets.token_urlsafe(32), True)


async def read_form(request: Request) -> FormData:
    """Return a form's fields, all of them text; HTTPException if it is not one of our forms."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Only the forms of these pages can be sent here.")
    fields = await request.form(max_files=0, max_fields=FIELDS)
    forms: Forms = request.app.state.forms
    if not forms.fits(read_cookie(request.headers, COOKIE), text(fields, FIELD)):
        raise HTTPException(403, EXPIRED)
    return fields


def text(fields: Mapping[str, object], name: str, longest: int = 10_000) -> str:
    """Return a field's text without white space around it; "" if it is missing or no text."""
    value = fields.get(name, "")
    return value.strip()[:longest] if isinstance(value, str) else ""
