"""Starts the pages: on this machine only, unless somebody says otherwise and gives a token."""

import ipaddress
from typing import Final

import uvicorn

from variorum.archive.archive import Archive
from variorum.errors import InputError
from variorum.web.app import LOCAL, make_app
from variorum.web.patience import HurriedProtocol

SHORTEST: Final = 16  # characters of a token
WAIT: Final = 5  # seconds that an idle connection is kept, and that open answers get at the end
ANYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - to be refused without a token


def serve(  # noqa: PLR0917 - the options of the command
    archive: Archive,
    host: str = "127.0.0.1",
    port: int = 8340,
    token: str | None = None,
    names: tuple[str, ...] = (),
    place: str = "",
) -> None:
    """Serve an archive's pages until the process is stopped.

    host: the address to listen at; any but this machine's own needs a token of SHORTEST characters.
    names: further names that browsers call this server by. place: see `make_app`.
    """
    app = make_app(archive, hosts=allowed_hosts(host, token, names), token=token, place=place)
    try:
        uvicorn.run(
            app,
            host=host.strip("[]"),
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            http=HurriedProtocol,
            ws="none",
            lifespan="off",
            timeout_keep_alive=WAIT,
            timeout_graceful_shutdown=WAIT,
            limit_concurrency=200,
            h11_max_incomplete_event_size=64_000,
        )
    finally:
        app.state.checker.close()


def allowed_hosts(host: str, token: str | None, names: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the names that the Host header may have; InputError if listening there is not safe."""
    bare = host.strip("[]").lower()
    if token is not None and len(token) < SHORTEST:
        raise InputError(
            "--token", f"has {len(token)} characters. Use {SHORTEST} or more, not easily guessed."
        )
    if not is_loopback(bare) and token is None:
        raise InputError(
            "--host",
            f"{host} can be reached from other machines. Add --token with a secret of {SHORTEST} "
            "characters or more, or leave --host out.",
        )
    known = {name.strip("[]").lower() for name in names}
    return frozenset(LOCAL | known | ({bare} - ANYWHERE))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine's own address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
