"""What stands in quotation marks, as far as one pattern can tell: double ones, and British single.

The quotations of an article are found by `variorum.annotate.quotes`; this is for a sentence or two.
"""

import re

# “never”, "never", «never», „never“; ‘never’ and 'never', but for apostrophes and ‘80s.
QUOTED = re.compile(
    r"[“\"„«][^“”\"„«»]*[”\"“»]?"
    r"|(?<![\w’])‘(?!\d0s)(?:[^‘’\n]|’(?=\w))+’(?!\w)"
    r"|(?<![\w'])'(?!\s|\d0s|(?:em|tis|til|twas|cause|n|s|t)\b)(?:[^'\n]|(?<=\w)'(?=\w))+(?<!\s)'(?!\w)"
)
OPENING_MARK = re.compile("[“\"„«‘']")  # without one nothing is quoted, which is found sooner
