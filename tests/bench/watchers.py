"""Is one of the contenders of `tests.bench.watching`: makes a round over the same listings for each line that it reads.

`python -m tests.bench.watchers bare|nianbao FOLDER` prints one JSON object a round: seconds of the processor and of the
clock, and the bytes of memory that this process has had at most.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import requests
import simplejson
from selectolax.lexbor import LexborHTMLParser

from monitor.app.house import open_house
from monitor.app.observe import start_logs
from monitor.app.steps import sweep
from tests.bench.cost import peak

THREADS = 8
URLS = "urls.txt"
CONFIG = "config"


class Bare:
    """Asks conditionally, parses what comes, and does nothing else: no archive, no database, no manners, no guard."""

    def __init__(self, urls: list[str]) -> None:
        self._urls = urls
        self._etags: dict[str, str] = {}
        self._own = threading.local()

    def round(self) -> None:
        """Ask for every listing once."""
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(self._one, self._urls))

    def _one(self, url: str) -> None:
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
        known = self._etags.get(url)
        headers = {"If-None-Match": known} if known else {}
        answer = self._own.session.get(url, headers=headers, timeout=20)
        if answer.status_code == requests.codes.ok:
            LexborHTMLParser(answer.content)
            self._etags[url] = answer.headers.get("ETag", "")


def bare(folder: Path) -> None:
    """Make rounds of the bare loop."""
    loop = Bare((folder / URLS).read_text(encoding="ascii").split())
    _rounds(loop.round)


def nianbao(folder: Path) -> None:
    """Make rounds of the daemon's own step, in the state in which the daemon makes them."""
    start_logs(json=False, quiet=True)
    with open_house(folder / CONFIG, {}) as house:
        _rounds(lambda: sweep.step(house, datetime.now(UTC), everything=True))


def _rounds(make: Callable[[], object]) -> None:
    for _ in sys.stdin:
        used, began = time.process_time(), time.monotonic()
        make()
        took = {"cpu": time.process_time() - used, "wall": time.monotonic() - began, "peak": peak()}
        print(simplejson.dumps(took), flush=True)


CONTENDERS: Mapping[str, Callable[[Path], None]] = {"bare": bare, "nianbao": nianbao}

if __name__ == "__main__":
    partial(CONTENDERS[sys.argv[1]], Path(sys.argv[2]))()
