"""A report on an event that never was, paragraph by paragraph, for the tests of this folder."""

TEXT = """\
The wooden footbridge over the Lenne collapsed under a brass band on Sunday, sending nine
musicians and a tuba into the water.

Rescuers hauled the last trombonist ashore shortly before dusk, while curious villagers watched
from the meadow.

Orla Fenn, who conducts the band, had asked the players to march out of step, a precaution that
older members thought fussy.

The bridge, built by shepherds in the year of the comet, carried sheep, prams and now and then a
wedding, but never a bass drum.

Fenn said the planks began to hum during the second march, first softly and then so loudly that
the clarinets lost their place.

Two anglers downstream caught the tuba with a landing net and returned it, dented, in exchange
for a promise of free concerts.

The parish council met by candlelight and voted to close both remaining footbridges until an
engineer from Altena has tapped every beam.

Insurance for instruments does not cover rivers, a broker explained, unless the river comes to
the instrument rather than the other way round.

Schoolchildren have begun to collect bottle caps for a new bass drum, whose skin floated past
three villages before an otter took it.

A stone bridge was promised here forty years ago, and its foundation plaque still hangs above
the bar of the Golden Carp.
"""

BRIDGE = [" ".join(paragraph.split()) for paragraph in TEXT.split("\n\n")]
