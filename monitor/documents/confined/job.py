"""Defines a Job: all that a worker must know to read one document, but for its bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from monitor.documents.limits import Limits


@dataclass(frozen=True, slots=True)
class Job:
    """Says how one document is to be read."""

    format: str
    sha256: str
    reader: str
    """`module:function`, as in BINARY_READERS."""
    scanned: str | None = None
    """The reader that is asked when the first one finds no text (`no_content`): a scan."""
    limits: Limits = Limits()  # noqa: RUF009 - frozen

    def packed(self) -> bytes:
        """Give the job as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Job:
        """Take the job from JSON that `packed` gave."""
        fields = json.loads(data)
        return cls(**{**fields, "limits": Limits(**fields["limits"])})
