"""What holds for every test: whoever leaves a test out says why, and none is timed."""

from collections.abc import Generator

import pytest
from hypothesis import settings

# What is loaded or compiled at its first use would count against one example of many.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

WORDLESS = {"", "unconditional skip", "Skipped", "Skipped:"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test fail that is skipped without a reason."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ").strip()
        if reason in WORDLESS:
            report.outcome = "failed"
            report.longrepr = f"{report.nodeid} is skipped without a reason"
    return report
