"""Work done beside the caller, in order, with a bound on what waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Queue:
    """One thread that does jobs in the order given.

    limit  jobs that may wait before `put` makes the caller wait: it bounds the memory
    """

    def __init__(self, limit: int) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._limit = limit
        self._waiting: deque[Future[None]] = deque()

    def put(self, job: Callable[[], None]) -> None:
        """Add a job. Raises what an earlier job raised."""
        while len(self._waiting) > self._limit:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(job))

    def join(self) -> None:
        """Wait until every job is done. Raises what a job raised."""
        while self._waiting:
            self._waiting.popleft().result()

    def close(self) -> None:
        """Wait for the jobs, then stop the thread. Raises what a job raised."""
        try:
            self.join()
        finally:
            self._pool.shutdown(wait=True)

    def cancel(self) -> None:
        """Forget the jobs that did not begin, and stop the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
