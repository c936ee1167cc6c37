"""Stories: reports about one happening, grouped as they arrive.

A story is a happening; a thread is a named activity with the stories that are mostly about it; an
incident is one deed that several reports tell of.
"""

from vedette.compare.stories.group import find_stories

__all__ = ["find_stories"]
