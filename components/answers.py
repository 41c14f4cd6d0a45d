"""Answers that are remembered: each is made once, however many ask for it at the same time.

Streamlit’s own caches hash each argument in depth and copy each answer, at each rerun.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any

from components.metrics import READINGS

MOST = 512
# What grows as time goes: the age of the data.
Moment = tuple[Any, ...]


class Answers:
    """Those of the newest moment asked for; a run that began before it may still add its own."""

    def __init__(self) -> None:
        self._newest: Moment = ()
        self._lock = Lock()
        self._answer = lru_cache(maxsize=MOST)(lambda *_key: _Answer())

    def get(self, make: Callable[[], Any], moment: Moment, *key: Hashable) -> Any:
        """The answer of this key at this moment, made now by ``make`` if there is none.

        What was answered at moments before it is let go.
        """
        with self._lock:
            if moment > self._newest:
                self._newest = moment
                self._answer.cache_clear()
            answer = self._answer(moment, *key)
        return answer.get(make)


class _Answer:
    """The first who asks makes it, the others wait; if he fails, the next one tries."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[Any] | None = None

    def get(self, make: Callable[[], Any]) -> Any:
        with self._lock:
            READINGS.labels("a query" if self._made is None else "memory").inc()
            if self._made is None:
                self._made = (make(),)
            return self._made[0]
