"""Where an encoder places the source and the cue of words, as chances."""

from dataclasses import dataclass

from variorum.annotate.tag_model import Floats, Tagged

SOURCE, CUE = 0, 1  # kinds of pointers


@dataclass(frozen=True, slots=True, eq=False)
class Pointers:
    """Where the encoder places the source (kind 0) and the cue (kind 1) of words of a paragraph.

    tables: runs of words, by their first word, each with 2 × (words + 1) × (words + 2) sums:
    `[kind, i, 1 + j]` is the chance that the first i words have theirs nowhere (j = 0) or also in
    the first j words. Words of different runs have no link.
    """

    tables: tuple[tuple[int, Floats], ...]

    def chance(self, kind: int, one: tuple[int, int], two: tuple[int, int] | None) -> float:
        """Return the mean chance that words `one` have their source or cue in words `two`.

        None: that they have none in the paragraph.
        """
        total = 0.0
        for start, sums in self.tables:
            size = sums.shape[1] - 1
            first, last = max(one[0] - start, 0), min(one[1] - start, size)
            if first >= last:
                continue
            if two is None:
                low, high = 0, 1
            else:
                low = 1 + min(max(two[0] - start, 0), size)
                high = 1 + min(max(two[1] - start, 0), size)
            at = sums.item
            total += at(kind, last, high) - at(kind, last, low)
            total -= at(kind, first, high) - at(kind, first, low)
        return total / max(one[1] - one[0], 1)


@dataclass(frozen=True, slots=True)
class Pointed(Tagged):
    """A paragraph's tags, with the encoder's pointers."""

    pointers: Pointers
