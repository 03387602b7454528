"""When to look again: after a pause in typing, one look at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Schedule:
    """Runs `act` soon after it was asked to, once for many requests, and again for those that came meanwhile."""

    def __init__(self, act: Callable[[], Awaitable[None]]) -> None:
        self._act = act
        self._due: float | None = None
        self._task: asyncio.Task[None] | None = None

    def soon(self, pause: float = 0) -> None:
        """Ask for a run once nobody has asked for `pause` seconds."""
        self._due = asyncio.get_running_loop().time() + pause
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def settled(self) -> None:
        """Wait until everything that was asked for is done."""
        if self._task:
            await asyncio.shield(self._task)

    async def _run(self) -> None:
        while self._due is not None:
            wait = self._due - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
            else:
                self._due = None
                await self._act()
