"""Asks the rules about a made report, as `check` would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.app.examine import Examined, Question, examine, read
from tests.conformance.document import build
from tests.support.valid.report import Made


def asked(made: Made, document: Mapping[str, Any] | None = None) -> Examined:
    """Build a document (else the report as made), read it and judge it in the summer after its year."""
    body, _ = build(document or made.document())
    question = Question(now=datetime(made.year + 1, 6, 1, tzinfo=UTC), year=made.year, kind=made.kind)
    return examine(read(body, None, made.year), question)
