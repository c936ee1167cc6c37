"""Threads: a named activity, such as one edition of an exercise, with the stories about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vedette.compare.world import World
from vedette.model import Story, Thread


def find_threads(stories: Iterable[Story], *, world: World | None = None) -> tuple[Thread, ...]:
    """Return a thread for each activity that stories are named by, in the order of the names.

    An activity lasts for days and holds many happenings: stories are never joined because they
    belong to one thread, and two editions of a series are two threads.
    """
    world = world or World.shipped()
    found: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.name:
            found[story.name].append(story)
    return tuple(
        Thread(
            name=name,
            series=world.series_of(name),
            story_ids=tuple(story.id for story in ours),
            report_ids=tuple(one for story in ours for one in story.report_ids),
        )
        for name, ours in sorted(found.items())
    )
