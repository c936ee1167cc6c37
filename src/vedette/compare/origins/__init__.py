"""Origins: reports that go back to one text.

    words     -> the words of a report that count: its body, outside quotations
    sketch    -> a few fingerprints of them, by which candidates are found
    passages  -> where two texts run word for word alike
    overlap   -> what a pair of texts shares, measured: the same whoever came first
    evidence  -> what else speaks for a fold: credit line, agency tag, publisher family, time
    assemble  -> overlaps, dates and people's decisions put together into origins
    find      -> all of it over some reports in memory

Two reports that quote one official at length share his words, not a text: quotations do not count.
The store keeps sketches and overlaps; what they amount to is assembled on reading, so that the
same visible reports give the same origins whatever else is stored, and whenever it came.
"""

from vedette.compare.origins.find import find_origins, origin_of
from vedette.compare.origins.words import QUOTED

__all__ = ["QUOTED", "find_origins", "origin_of"]
