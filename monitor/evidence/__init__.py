"""Archives every response before anything reads it, and verifies what is archived."""

from monitor.evidence.archive import Archive, captured
from monitor.evidence.errors import EvidenceError
from monitor.evidence.members import Fault
from monitor.evidence.model import Capture
from monitor.evidence.verification import BadRecord, Progress, Verification

__all__ = [
    "Archive",
    "BadRecord",
    "Capture",
    "EvidenceError",
    "Fault",
    "Progress",
    "Verification",
    "captured",
]
