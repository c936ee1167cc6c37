"""Waiting for what is done beside the server: who asks, for how much, and until when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from vedette.run.config import Settings
from vedette.run.texts import LONGEST
from vedette.web.access.visitors import visitor_of
from vedette.web.asked import site_of
from vedette.web.beside import Beside, Task
from vedette.web.composing import Composing, Held, Wanted
from vedette.web.problems import Problem, Refused

PATIENCE = 0.1  # seconds between two looks at a task
TRIES, PAUSE = 30, 1.0  # how often, and after how many seconds, a place in line is asked for


def beside_of(request: Request) -> Beside:
    """Return what does things beside the server."""
    beside: Beside = request.app.state.beside
    return beside


def composing_of(request: Request) -> Composing:
    """Return what composes and holds briefs."""
    composing: Composing = request.app.state.composing
    return composing


def owner_of(request: Request) -> str:
    """Return whose tasks are asked for."""
    who = visitor_of(request).who
    return who.name if who else ""


def settings_of(request: Request) -> Settings:
    """Return the settings that a task goes by."""
    return site_of(request).settings


def too_long(words: str) -> None:
    """Raise Refused for a text that is too long to be checked while somebody waits."""
    if len(words) > LONGEST:
        what = f"the text has {len(words):,} characters, and {LONGEST:,} are checked at a time"
        raise Refused(Problem("too-large", what, "Cut it into parts and check each"))


def begin_brief(request: Request, wanted: Wanted, state: str) -> Task:
    """Have a brief composed."""
    composing = composing_of(request)
    return composing.begin(owner_of(request), settings_of(request), wanted, state)


async def begun(request: Request, make: Any, *arguments: Any) -> Task:
    """Put a task in line."""
    begin = beside_of(request).begin
    return await _patiently(begin, owner_of(request), make, *arguments)


async def _patiently(begin: Callable[..., Task], *arguments: Any) -> Task:
    """Put a task in line; where the line is full, wait a while for a place in it."""
    for _ in range(TRIES):
        try:
            return await run_in_threadpool(begin, *arguments)
        except Refused as refusal:
            if refusal.problem.code != "too-busy":
                raise
            await asyncio.sleep(PAUSE)
    return await run_in_threadpool(begin, *arguments)


async def over(task: Task) -> None:
    """Wait until a task is over, without keeping a thread."""
    while not task.is_over:  # noqa: ASYNC110 - a thread ends it, which knows no loop
        await asyncio.sleep(PATIENCE)


async def composed(request: Request, wanted: Wanted, state: str) -> Held:
    """Return a brief, and wait for it where it has to be composed."""
    held = composing_of(request).take(wanted, state)
    while held is None:
        await over(await _patiently(begin_brief, request, wanted, state))
        held = composing_of(request).take(wanted, state)
    return held
