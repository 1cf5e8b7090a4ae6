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
from dataclasses import dataclass, field
from pathlib import Path

ABSENT = "PostgreSQL is not installed (apt-get install postgresql)"
USER = "variorum"
WAIT = 120  # seconds
SAFE = "-c shared_buffers=64MB"  # what is acknowledged outlives a crash
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB"


def find_binaries() -> Path | None:
    """Return the folder of the newest server's programs; None: none is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


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


@dataclass
class Server:
    """A server that can be crashed and started again; it ends with this process, however that ends.

    (setpriv is util-linux's.)
    """

    binaries: Path
    folder: Path
    options: str = QUICK
    as_user: tuple[str, ...] = ("setpriv", "--pdeathsig=INT")
    port: str = field(default_factory=find_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """The address of its databases, to which "/NAME" is to be added."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Make its files."""
        if os.getuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.as_user += ("--reuid=postgres", "--regid=postgres", "--clear-groups")
        command = [str(self.binaries / "initdb"), "-D", f"{self.folder}/data", "-U", USER]
        command += ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(  # noqa: S603
            [*self.as_user, *command], check=True, capture_output=True, cwd=self.folder
        )

    def start(self) -> None:
        """Start it, and return when it answers."""
        command = [str(self.binaries / "postgres"), "-D", f"{self.folder}/data", "-p", self.port]
        command += ["-c", "listen_addresses=127.0.0.1", "-k", str(self.folder)]
        self.process = subprocess.Popen(  # noqa: S603
            [*self.as_user, *command, *self.options.split()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        wait_for(self.binaries, self.port, self.process)

    def crash(self) -> None:
        """End it at once, in the midst of all that it does; it has to recover when it starts."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
            self.process = None


@contextmanager
def prepare_server(binaries: Path, options: str = QUICK) -> Iterator[Server]:
    """Give a server that is yet to be started."""
    folder = Path(tempfile.mkdtemp(prefix="variorum-postgresql-"))
    server = Server(binaries, folder, options)
    try:
        server.prepare()
        yield server
    finally:
        server.crash()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def run_server(binaries: Path) -> Iterator[str]:
    """Run a server; give the address of its databases, to which "/NAME" is to be added."""
    with prepare_server(binaries) as server:
        server.start()
        yield server.address


def wait_for(binaries: Path, port: str, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; RuntimeError if it ends, or does not within WAIT."""
    asked = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", port]
    end = time.monotonic() + WAIT
    while subprocess.run(asked, check=False).returncode != 0:  # noqa: S603
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError("PostgreSQL does not start")
        time.sleep(0.1)
