"""How often each kind of finding is wrong, as measured: what a reader of a report must know.

The figures are those of docs/accuracy.md, which has the command or the reading behind each, on
texts that the rules and models were not made with. A figure that changes there changes here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """A kind of finding, what was measured of it, on what, and what goes wrong most often."""

    finding: str
    measured: str
    on: str
    wrong: str


ERROR_CARD = (
    ErrorRate(
        "What is article, and what is the page around it",
        "F1 .971 from HTML, .931 from bare text",
        "181 news pages and blogs, sites kept apart",
        "lists, teasers in whole sentences, and blogs whose next entries follow",
    ),
    ErrorRate(
        "Who said what: words and source both right",
        "F1 78.2 (direct speech 90.3); with --fast 67.1 (86.1)",
        "84 articles of seven US papers; people agree with each other at 75.9 (94.4)",
        "where reported speech ends, and speech without a word of saying",
    ),
    ErrorRate(
        "The person behind “he” or “the minister”",
        ".960 right (direct speech .982)",
        "530 attributions in 35 articles; in 20 read end to end .97",
        "“he” after a sentence about another man, and firms that are called by their business",
    ),
    ErrorRate(
        "The channel",
        "precision .952, recall .898",
        "the same 35 articles",
        "channels told sentences before the words",
    ),
    ErrorRate(
        "Which articles tell one event",
        "BCubed F1 .97 to .99; without any date .94 to .99",
        "US crime reports and political news, halves judged by what was learnt on the other",
        "what returns weeks later and names neither people nor day",
    ),
    ErrorRate(
        "Who copied whom",
        "F1 of edges .881, number of originals exact in 1.000; with an original missing .849, .933",
        "60 made families of copies; each edge shows its own confidence",
        "which of two near copies came first, and second parents",
    ),
    ErrorRate(
        "Wording that changes the meaning",
        "precision .976, recall .889",
        "64 pairs written by hand, first run; 9 of 18 in 280 real stories, before mending",
        "captions and headlines taken for altered quotations",
    ),
    ErrorRate(
        "Conflicts",
        "15 of 16 right",
        "421 stories kept back; how many are missed was not counted",
        "one report counts somebody whom the other leaves out",
    ),
    ErrorRate(
        "Sentences that support one statement",
        "94 of 100 groups right",
        "50 groups of crime reports, 50 of political news",
        "an investigation under way in one report and done in the other",
    ),
    ErrorRate(
        "Timeline",
        "100 of 105 entries right in date, precision and support",
        "stories kept back",
        "weekdays without a date near by, and two events taken for one",
    ),
    ErrorRate(
        "Brief",
        "12 of 103 sentences at fault; 5 of 15 briefs without any",
        "15 fresh stories, strictly read",
        "a sentence that leans on what the brief does not tell",
    ),
)
