"""What a number counts, its unit, range and hedge; and the numbers that are no figures."""

import pytest

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.figures import find_figures

Case = tuple[str, float, float | None, str | None, str | None]  # quantity, low, high, unit, hedge

MONEY: list[tuple[str, list[Case]]] = [
    ("A fine of $2.5 million was set.", [("money", 2_500_000, 2_500_000, "USD", None)]),
    ("Bail was set at $50,000.", [("money", 50_000, 50_000, "USD", None)]),
    ("The bridge cost more than £1.2bn.", [("money", 1.2e9, None, "GBP", "more than")]),
    ("The deal is worth about €40m.", [("money", 40e6, 40e6, "EUR", "about")]),
    ("They asked for between $10 and $15.", [("money", 10, 15, "USD", None)]),
    ("Rents rose by $200-$300.", [("money", 200, 300, "USD", None)]),
    ("He paid 30 euros.", [("money", 30, 30, "EUR", None)]),
    ("It took five million yen.", [("money", 5e6, 5e6, "JPY", None)]),
    ("A $9-million grant was lost.", [("money", 9e6, 9e6, "USD", None)]),
    ("Up to 600,000 rubles were offered.", [("money", 0, 600_000, "RUB", "Up to")]),
    ("It costs 75 cents.", [("money", 75, 75, "cent", None)]),
    ("The loan was A$3 million.", [("money", 3e6, 3e6, "AUD", None)]),
    ("Half a million dollars went missing.", [("money", 500_000, 500_000, "USD", None)]),
]  # fmt: skip
SHARES: list[tuple[str, list[Case]]] = [
    ("Some 18 percent voted.", [("share", 18, 18, "percent", "Some")]),
    ("Turnout fell to 41.5%.", [("share", 41.5, 41.5, "percent", None)]),
    ("Nearly two per cent left.", [("share", 2, 2, "percent", "Nearly")]),
    ("It rose by three percentage points.", [("share", 3, 3, "percentage points", None)]),
    ("Between 8 and 10 percent agreed.", [("share", 8, 10, "percent", None)]),
    ("At least 90 percent of homes lost power.", [("share", 90, None, "percent", "At least")]),
]  # fmt: skip
LENGTHS: list[tuple[str, list[Case]]] = [
    ("The border is 7,644 km long.", [("distance", 7644, 7644, "km", None)]),
    ("It fell 300 feet.", [("distance", 300, 300, "foot", None)]),
    ("The camp lies 12 miles away.", [("distance", 12, 12, "mile", None)]),
    ("A 10km run was held.", [("distance", 10, 10, "km", None)]),
    ("They walked about three kilometres.", [("distance", 3, 3, "km", "about")]),
    ("A fire burned 40 square miles.", [("area", 40, 40, "square mile", None)]),
    ("The wall is six feet high.", [("distance", 6, 6, "foot", None)]),
    ("Up to 20 inches fell.", [("distance", 0, 20, "inch", "Up to")]),
    ("Winds reached 90 mph.", [("speed", 90, 90, "mph", None)]),
    ("It drove 60 miles per hour.", [("speed", 60, 60, "miles per hour", None)]),
]  # fmt: skip
AGES: list[tuple[str, list[Case]]] = [
    ("The 41-year-old left.", [("age", 41, 41, "year", None)]),
    ("Ann Roe, 41, left.", [("age", 41, 41, "year", None)]),
    ("She is 41 years old.", [("age", 41, 41, "year", None)]),
    ("A six-month-old baby slept.", [("age", 6, 6, "month", None)]),
    ("A pupil aged 14 left.", [("age", 14, 14, "year", None)]),
    ("He retired at the age of 93.", [("age", 93, 93, "year", None)]),
]  # fmt: skip
DURATIONS: list[tuple[str, list[Case]]] = [
    ("It lasted three hours.", [("duration", 3, 3, "hour", None)]),
    ("She faces 55 years.", [("duration", 55, 55, "year", None)]),
    ("The talks took almost two weeks.", [("duration", 2, 2, "week", "almost")]),
    ("A 38-day search ended.", [("duration", 38, 38, "day", None)]),
    ("It took 20 to 30 minutes.", [("duration", 20, 30, "minute", None)]),
]  # fmt: skip
COUNTS: list[tuple[str, list[Case]]] = [
    ("He wrote to about 40 colleagues.", [("colleagues", 40, 40, "people", "about")]),
    ("The number of asylum seekers fell last year to 46,300.",
     [("seekers", 46_300, 46_300, None, None)]),
    ("The number of people out of work rose to about 3.2 million.",
     [("people", 3.2e6, 3.2e6, "people", "about")]),
    ("The number of flats was cut in 2019.", []),
    ("The number of students who passed rose, and the average score was 74.", []),
    ("The number of flights fell, the hotel was full and the temperature was 31.", []),
    ("The number of patients rose sharply while the bed occupancy rate reached 97.", []),
    ("The number of patients rose as the temperature reached 97.", []),
    ("A dozen ships sank.", [("ships", 12, 12, None, None)]),
    ("Dozens of homes burned.", [("homes", 24, None, None, None)]),
    ("Hundreds of people marched.", [("people", 200, None, "people", None)]),
    ("Tens of thousands of students marched.", [("students", 20_000, None, "people", None)]),
    ("Scores of flights were delayed.", [("flights", 40, None, None, None)]),
    ("At least 12 villages were cut off.", [("villages", 12, None, None, "At least")]),
    ("Up to 10 boats are out.", [("boats", 0, 10, None, "Up to")]),
    ("More than 300 trees fell.", [("trees", 300, None, None, "More than")]),
    ("Fewer than 20 seats are left.", [("seats", 0, 20, None, "Fewer than")]),
    ("Between 8 and 10 shots rang out.", [("shots", 8, 10, None, None)]),
    ("Two or three cars passed.", [("cars", 2, 3, None, None)]),
    ("Four to five trucks came.", [("trucks", 4, 5, None, None)]),
    ("One hundred and five voters came.", [("voters", 105, 105, None, None)]),
    ("Some 1,200 soldiers came.", [("soldiers", 1200, 1200, "people", "Some")]),
    ("As many as 2,000 guests came.", [("guests", 0, 2000, "people", "As many as")]),
    ("No fewer than six bridges fell.", [("bridges", 6, None, None, "No fewer than")]),
    ("Twenty-two shell casings lay there.", [("casings", 22, 22, None, None)]),
    ("The seven-term senator left.", [("term", 7, 7, None, None)]),
    ("A couple of boats sank.", [("boats", 2, 2, None, None)]),
    ("Half a dozen schools shut.", [("schools", 6, 6, None, None)]),
    ("The ship carries 40 or so containers.", [("containers", 40, 40, None, "or so")]),
    ("Three of the bridges fell.", [("bridges", 3, 3, None, None)]),
    ("Only five members voted.", [("members", 5, 5, "people", "Only")]),
    ("Exactly 14 boxes arrived.", [("boxes", 14, 14, None, "Exactly")]),
    ("There were 1.3 million refugees.", [("refugees", 1.3e6, 1.3e6, "people", None)]),
]  # fmt: skip
CASUALTIES: list[tuple[str, list[Case]]] = [
    ("No one was hurt.", [("injured", 0, 0, "people", "No one")]),
    ("Between 8 and 10 people were killed.", [("killed", 8, 10, "people", None)]),
    ("Dozens were injured.", [("injured", 24, None, "people", None)]),
    ("At least four sailors are missing.", [("missing", 4, None, "people", "At least")]),
    ("Police detained about 60 marchers.", [("arrested", 60, 60, "people", "about")]),
    ("The quake killed at least 41 villagers.", [("killed", 41, None, "people", "at least")]),
    ("Up to 15 miners were injured.", [("injured", 0, 15, "people", "Up to")]),
    ("Three people, including the gunman, died.",
     [("killed", 3, 3, "people", "including the gunman")]),
]  # fmt: skip
NONE_AT_ALL = [
    "It happened on May 24, 2022.",
    "The vote was 52-48.",
    "They won 3-1 on Sunday.",
    "Call 555-867-5309 now.",
    "Call (410) 555-0143 now.",
    "She lives in the 4700 block of Elm Street.",
    "He drove down Highway 38 to 12 Oak Street.",
    "The Boeing 737 landed at 5 p.m.",
    "It was the third fire since 2019.",
    "The 21st century began badly.",
    "He finished second in the 3rd heat.",
    "It began at 10:45.",
    "Turn to page 12.",
    "Flight 447 was late.",
    "Article 50 was invoked.",
    "He has a .22 rifle.",
    "They found a 9mm pistol.",
    "Psalm 23 was read.",
    "It opened in 1995.",
    "Channel 4 reported it.",
    "The G-20 met in Orla.",
    "He is number one in the poll.",
]

KINDS = MONEY + SHARES + LENGTHS + AGES + DURATIONS + COUNTS + CASUALTIES


def read(text: str) -> list[Case]:
    """Return what is read, in text order."""
    article = make_article(text)
    found = find_figures(article, cut_sentences(article))
    return [(f.quantity, f.low, f.high, f.unit, f.hedge) for f in found]


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=[text for text, _ in KINDS])
def test_reads_what_is_counted(text: str, expected: list[Case]) -> None:
    """Quantity, range, unit and the hedge in the source's own words."""
    assert read(text) == expected


@pytest.mark.parametrize("text", NONE_AT_ALL)
def test_leaves_out_what_counts_nothing(text: str) -> None:
    """Dates, times, scores, telephones, addresses, models, ranks and pages are none."""
    assert read(text) == []
