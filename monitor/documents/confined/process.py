"""Starts, asks and ends one worker process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from monitor.documents.confined.frames import BrokenFrameError, receive, send
from monitor.documents.confined.job import Job

_START = 120.0
"""Seconds that a worker may take to start; it loads our own code only."""
_GRACE = 15.0
"""Seconds beyond the limit in which the worker must have ended a slow reader, on a busy machine too."""
_FAREWELL = 5.0
_PROGRAM = "monitor.documents.confined.worker"
_ROOT = str(Path(__file__).resolve().parents[3])
_HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


class Worker:
    """Is one worker, ready for a document. Raises OSError, BrokenFrameError or TimeoutError if it does not start."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="nianbao-")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no word of it from outside
                [sys.executable, "-P", "-W", "ignore", "-m", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=_environment(self._folder),
                start_new_session=True,
            )
        except OSError:
            self._remove()
            raise
        self._jobs, self._answers = _pipes(self._process)
        self._greet()

    def ask(self, body: bytes, job: Job) -> bytes:
        """Send a document and give the answer, unchecked. Raises BrokenFrameError or TimeoutError."""
        patience = job.limits.seconds + _GRACE
        send(self._jobs, job.packed(), patience)
        send(self._jobs, body, patience)
        return receive(self._answers, job.limits.answer_bytes + 1000, patience)

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the worker with all that it started."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._shut()
        self._remove()

    def forget(self) -> None:
        """Close our ends of the pipes to a worker that another process owns."""
        self._process.returncode = 0
        self._shut()

    def _greet(self) -> None:
        try:
            receive(self._answers, 100, _START)
        except (BrokenFrameError, TimeoutError):
            self.close()
            raise

    def _shut(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    if process.stdin is None or process.stdout is None:
        raise BrokenFrameError("no pipes")
    os.set_blocking(process.stdin.fileno(), False)
    return process.stdin.fileno(), process.stdout.fileno()


def _environment(folder: str) -> dict[str, str]:
    """Give the worker what it needs to find its code, and nothing that could be a secret."""
    code = [path for path in sys.path if Path(path).is_absolute()]
    return {
        **{name: os.environ[name] for name in _HANDED_ON if name in os.environ},
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONPATH": os.pathsep.join(code if _ROOT in code else [*code, _ROOT]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",  # arenas for many threads would use up the address space
        "OPENBLAS_NUM_THREADS": "1",  # no threads before the worker copies itself
    }
