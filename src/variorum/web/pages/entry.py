"""What every page needs: our files, the way in with a token, the words for programs."""

import time
from collections import deque
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.web.forms import read_form, text
from variorum.web.guard import SESSION, Rules, is_token, make_session
from variorum.web.render import STATIC, render, send_static

router = APIRouter()
MOST_TRIES = 10  # wrong tokens in a minute, from all visitors together
MINUTE = 60.0


@router.get("/static/{name}")
def send_file(name: str) -> Response:
    """Send one of our files, and no other."""
    if name not in STATIC:
        raise HTTPException(404)
    return send_static(name)


@router.get("/favicon.ico")
def send_icon() -> Response:
    """Send the icon to browsers that ask for it unasked."""
    return send_static("icon.svg")


@router.get("/robots.txt")
def send_robots() -> Response:
    """Ask machines to stay away."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


@router.get("/sign-in")
def show_sign_in(request: Request) -> Response:
    """Show the form for the token."""
    rules: Rules = request.app.state.rules
    if rules.token is None:
        return RedirectResponse("/", status_code=303)
    return render(request, "sign_in.html", problem="")


@router.post("/sign-in")
def sign_in(request: Request, fields: Annotated[FormData, Depends(read_form)]) -> Response:
    """Set the cookie for a right token; slow down who guesses."""
    rules: Rules = request.app.state.rules
    if rules.token is None:
        return RedirectResponse("/", status_code=303)
    now = time.monotonic()
    tries: deque[float] = request.app.state.tries
    if len(tries) == MOST_TRIES and now - tries[0] < MINUTE:
        problem = "Too many wrong tokens. Wait a minute, then try again."
        return render(request, "sign_in.html", status=429, problem=problem)
    if not is_token(text(fields, "token"), rules.token):
        tries.append(now)
        problem = "That is not the token. It is printed where the server was started."
        return render(request, "sign_in.html", status=403, problem=problem)
    answer = RedirectResponse("/", status_code=303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        SESSION, make_session(rules.token), httponly=True, samesite="strict", secure=secure
    )
    return answer


@router.get("/api")
def tell_programs(request: Request) -> Response:
    """Show the addresses of the API."""
    described = request.app.openapi()["paths"]
    paths = [
        (method.upper(), path, operation.get("summary", ""))
        for path, operations in described.items()
        for method, operation in operations.items()
    ]
    return render(request, "for_programs.html", paths=paths)
