"""What holds for every test: whoever leaves a test out says why."""

from collections.abc import Generator

import pytest

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
