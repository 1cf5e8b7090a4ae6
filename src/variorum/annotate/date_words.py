"""The words that date something, as one expression: explicit, relative, weekdays, times of day.

Each alternative is a family (`variorum.annotate.date_families` resolves it); a clock's time may
stand before or after. No family resolves "next Friday", "the 1990s" or "recently".
"""

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[6-9]|20)\d\d"
_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|a\s+couple\s+of|a\s+dozen"
)
_CLOCK = r"(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?[ap]\.?m\b\.?|(?:2[0-3]|[01]\d):[0-5]\d(?!\d)|noon\b|midnight\b"
_PART = r"(?:morning|afternoon|evening|night)"

# ruff: noqa: E501 - one alternative a line
# The first line is no family: it passes by, at once, the places where none begins.
EXPRESSION = re.compile(
    rf"""
    (?=\s*(?:\d|noon|midnight)|\b[abdefijlmnostuyABDEFIJLMNOSTUYW])
    (?P<clock_before>\b(?P<vague_before>about|around|approximately|shortly\sbefore|shortly\safter|just\sbefore|just\safter|before|after|by)?\s*
        (?P<time_before>{_CLOCK})\s*,?\s+(?:local\stime,?\s+)?(?:(?:on|yesterday)\s+)?(?=(?:last\s|early\s|late\s)?(?:{_WEEKDAY}|{_MONTH}\s\d)))?
    (?:
      (?P<iso>(?<![\d-])(?P<iso_date>{_YEAR}-\d\d-\d\d)(?![\d-]))
    | (?P<full>\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?
        (?:(?P<f_month>{_MONTH})\s+(?P<f_day>{_DAY})(?:st|nd|rd|th)?(?!\d|-?[a-z])
          |(?P<g_day>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<g_month>{_MONTH})(?!\.?\s?\d{{1,2}}(?!\d)))
        (?:,?\s+(?:of\s+)?(?P<f_year>{_YEAR})(?!\d)|,?\s+(?:of\s+)?(?P<f_which>this|last|that)\s+year)?)
    | (?P<month_year>\b(?P<m_month>{_MONTH}),?\s+(?:of\s+)?(?:(?P<m_year>{_YEAR})(?![\d-])|(?P<m_which>this|last|that)\s+year))
    | (?P<month>\b(?P<lead>[Ii]n|[Ss]ince|[Ll]ast|[Tt]his|[Dd]uring|[Uu]ntil|[Bb]y|[Bb]ack\sin|[Ee]arly|[Ll]ate|[Mm]id)[\s-]
        (?:early\s|late\s|mid-)?(?P<only_month>January|February|March|April|May|June|July|August|September|October|November|December|
        (?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)(?!,?\s*\d|-|[’']s\s|\w|\s+(?:of\s+)?(?:this|last|that)\s+year))
    | (?P<year>\b(?i:in|since|during|until|by|from|before|after|of|early|late)[\s-](?:early\s|late\s|mid-|the\s(?:spring|summer|fall|autumn|winter)\sof\s)?
        (?P<only_year>{_YEAR})(?![\d’'%-]|s\b|\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.]*\s){{1,3}}(?:St|Street|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd|Boulevard|Court|Place|Way)\b|,\d|\s(?:people|men|women|dollars|jobs|miles|votes|\w+ers\b)))
    | (?P<ago>(?i:(?<!,\s)\b(?P<ago_hedge>about\s|around\s|nearly\s|almost\s|more\sthan\s|over\s)?(?P<ago_count>{_COUNT})\s+(?P<ago_unit>day|week|month|year|decade)s?\s+ago\b))
    | (?P<named>(?i:\b(?P<named_day>earlier\stoday|today|tonight|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))(?:\s{_PART})?\b(?![’'-])))
    | (?P<period>(?i:\b(?P<p_which>earlier\sthis|later\sthis|last|this|next|the\sprevious|the\sfollowing)\s(?P<p_unit>week|month|year)\b(?![’']s|-)))
    | (?P<weekday>\b(?P<w_which>(?i:last|next|this|this\spast|the\sfollowing|the\sprevious|on|early|late|earlier)\s)?
        (?P<w_day>{_WEEKDAY})\b(?!s\b)(?:\s+{_PART}\b)?)
    | (?P<linked>(?i:\b(?:(?P<l_count>{_COUNT})\s(?P<l_unit>day|week|month|year)s?\s(?P<l_way>earlier|later|before|after)\b(?!\s(?:the|he|she|they|his|her|their|a|an|being)\b)
        |the\s(?P<l_day>next|following|previous|same)\sday\b|(?P<l_that>that)\s(?:same\s)?day\b|the\sday\s(?P<l_before>before|after)\b(?=[,.;)]))))
    )
    (?P<clock_after>,?\s+(?:at\s+)?(?:(?P<vague_after>about|around|approximately|shortly\sbefore|shortly\safter|just\sbefore|just\safter|before|after)\s+)?(?P<time_after>{_CLOCK}))?
    """,
    re.VERBOSE,
)
