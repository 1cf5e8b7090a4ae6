"""Days and counts in the words of the pages."""

from calendar import day_name, month_name
from datetime import date


def long_day(iso: str | None) -> str:
    """Return a day in full words; anything else as it is.

    >>> long_day("2026-03-12"), long_day("2026-03"), long_day(None)
    ('Thursday 12 March 2026', '2026-03', '')
    """
    try:
        day = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return iso or ""
    return f"{day_name[day.weekday()]} {day.day} {month_name[day.month]} {day.year}"
