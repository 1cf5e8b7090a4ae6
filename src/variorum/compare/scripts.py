"""Whether a name came into Latin letters from another script, where desks spell as they choose."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Iterable

from variorum.text.letters import plain_letters

# The usual marks of such names: Slavic, Arabic, Persian, Turkic, Indian, Georgian and Armenian
# endings, and letters that names of Latin scripts do not put together.
MARKS = re.compile(
    r"(?:ovich|evich|ovna|evna|sk(?:y|yy|iy|ij|aya|aia)|nko|chuk|shvili|dze|[^aeiou]ov|[ei]ev|yev"
    r"|ova|eva|[aiy]yan|ullah?|ollah|uddin|[^c]kh?an|bekov|zade|pour|nejad|singh|iyy?a?)$"
    r"|^(?:abd|abu|ibn|zh|kh)|q(?!u)|kh|zh|(?<!^)gh(?=[aiu])|dh|yy|iy|[^t]ts"
)
GIVEN = frozenset(
    "sergei sergey dmitry dmitri dimitri dmitriy dimitry alexei aleksei alexey aleksey andrei "
    "andrey nikolai nikolay mikhail vasily vasili vassily yuri yury iouri yevgeny evgeny evgeni "
    "evgenii vladimir volodymyr vitaly vitali vitalii anatoly anatoli gennady gennadi valery "
    "valeri grigory grigori georgy georgi tatyana tatiana natalya natalia yulia yelena elena "
    "ekaterina yekaterina oleksandr aleksandr serhiy serhii andriy andrii mykola mykhailo yuliya "
    "oleksiy oleksii dmytro zelensky zelenskyy zelenskiy mohammed mohammad muhammad mohamed "
    "mohamad mohammod ahmed ahmad hussein hussain husayn hassan hasan yusuf yousef youssef yosef "
    "omar umar osama usama khaled khalid ibrahim ismail mustafa mahmoud mahmud muammar moammar "
    "gaddafi qaddafi kadafi gadhafi saddam bashar assad asad nasser nasir karim kareem rahim "
    "raheem rashid rasheed said saeed sayed sayyid tariq tarek walid waleed zayd zaid jamal gamal "
    "fatima fatema aisha ayesha nouri nuri haider haidar hosni netanyahu benyamin binyamin "
    "yitzhak itzhak yitzchak moshe chaim haim shimon ehud narendra arvind rajiv sanjay vijay "
    "deepak dipak".split()
)


def is_transliterated(words: Iterable[str]) -> bool:
    """Return whether any word of a name shows another script.

    >>> is_transliterated(["Dimitri", "Peskov"]), is_transliterated(["Owen", "Price"])
    (True, False)
    """
    return any(word in GIVEN or MARKS.search(word) for word in map(plain_letters, words))
