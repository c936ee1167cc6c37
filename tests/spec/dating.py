"""What a report means by its times, as the chapter on dates reads it."""

from datetime import date
from functools import cache

from vedette.extract.times.find import find_times
from vedette.model import Block, Report, When, Zone
from vedette.read.reader import Reader
from vedette.resolve.times.assign import resolve_times

TUESDAY = date(2025, 9, 16)


@cache
def _reader():
    return Reader()


def times(text, published=TUESDAY):
    """Read the times of a report of one paragraph, published on a day or on an unknown one."""
    report = Report(
        Report.make_id("", "", text),
        text,
        (Block(Zone.BODY, 0, len(text)),),
        published=When.on(published) if published else When(),
        language="en",
    )
    reading = _reader().read(report)
    return resolve_times(reading, find_times(reading))
