"""Sentences in which a report takes sides in its own words: the same is told better elsewhere.

English alone. What somebody else says, in quotation marks, does not count.
"""

import re

from variorum.text.quoted import OPENING_MARK, QUOTED

# In lower case.
LOADED = re.compile(
    r"\b(?:fum(?:ed|ing)|furious\w*|slam(?:s|med|ming)|blast(?:s|ed|ing)\s(?!off|out)|brand(?:s|ed)\s(?:the|him|her|it)"
    r"|ax(?:e|es|ed|ing)\s(?:\d+|jobs|plans|the)|lash(?:es|ed)\sout|(?:union|press|media|oil|drug)\sbarons?|fat\scats?"
    r"|[a-z]+-busting|eye-watering|jaw-dropping|greedy|so-called|shameless\w*|scraped\s(?:home|through)|crash(?:es|ed)\sand\sburn"
    r"|pull(?:s|ed)\sthe\splug|mainstream\smedia|elites|foreign-backed|gift(?:s|ed)\s(?:the|him|her|them)"
    r"|celebrated\swildly|(?:un)?surprisingly|ironically|laughabl\w+|disgraceful\w*|outrageous\w*|heartless\w*"
    r"|superstar|useless|axed|bombshell|in\stears|sleep\seasy)\b"
)
SHOUTED = re.compile(r"^\W*(?!(?:[A-Z]{2,5}|NATO|UNESCO|UNICEF)\s)[A-Z]{5,}\s[a-z]")


def is_loaded(told: str) -> bool:
    """Whether a sentence takes sides in its own words.

    >>> is_loaded("The greedy union pulled the plug on their holidays.")
    True
    >>> is_loaded("The union called the offer “greedy”, its chairman said.")
    False
    """
    bare = QUOTED.sub(" ", told) if OPENING_MARK.search(told) else told
    return LOADED.search(bare.lower()) is not None or SHOUTED.match(bare) is not None
