"""A PostgreSQL server for tests: Debian's programs, on loopback, in a folder of its own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ABSENT = "PostgreSQL is not installed (apt-get install postgresql)"
USER = "variorum"
WAIT = 120  # seconds
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB"


def find_binaries() -> Path | None:
    """Return the folder of the newest server's programs; None: none is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def run_server(binaries: Path) -> Iterator[str]:
    """Run a server; give the address of its databases, to which "/NAME" is to be added.

    It ends with this process, however that ends (setpriv is util-linux's).
    """
    folder = Path(tempfile.mkdtemp(prefix="variorum-postgresql-"))
    as_user = ["setpriv", "--pdeathsig=INT"]
    if os.getuid() == 0:  # the server refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = str(folder / "data")
    prepare = [str(binaries / "initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8"]
    try:
        subprocess.run(  # noqa: S603
            [*as_user, *prepare, "--locale=C.UTF-8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        port = find_port()
        listen = ["-p", port, "-c", "listen_addresses=127.0.0.1", "-k", str(folder)]
        with subprocess.Popen(  # noqa: S603
            [*as_user, str(binaries / "postgres"), "-D", data, *listen, *QUICK.split()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        ) as server:
            try:
                wait_for(binaries, port, server)
                yield f"postgresql://{USER}@127.0.0.1:{port}"
            finally:
                server.send_signal(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_port() -> str:
    """Return a port that is free now, of those that no system gives away by itself.

    Several test processes start servers at once: each begins to look at another one.
    """
    first = 20_000 + os.getpid() % 1_000 * 10
    for port in range(first, first + 10):
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return str(port)
    raise RuntimeError(f"no port is free from {first} on")


def wait_for(binaries: Path, port: str, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; RuntimeError if it ends, or does not within WAIT."""
    asked = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", port]
    end = time.monotonic() + WAIT
    while subprocess.run(asked, check=False).returncode != 0:  # noqa: S603
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError("PostgreSQL does not start")
        time.sleep(0.1)
