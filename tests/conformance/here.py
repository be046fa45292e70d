"""Asks the checker of this repository, in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

from monitor.app.cli.entry import run
from tests.conformance.call import Said

_ENVIRONMENT = {"LANG": "zh_CN.UTF-8"}


def nianbao(words: Sequence[str]) -> Said:
    """Call `check` as the command line would."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["check", *words], _ENVIRONMENT)
        sys.stdout.flush()
        said = out.buffer.getvalue().decode()
    return Said(status, said, err.getvalue())
