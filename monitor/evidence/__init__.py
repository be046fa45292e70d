"""Archives every response before anything reads it, and verifies what is archived."""

from monitor.evidence.archive import Archive, captured
from monitor.evidence.errors import EvidenceError
from monitor.evidence.manifest import Manifest
from monitor.evidence.members import Fault
from monitor.evidence.model import Capture
from monitor.evidence.record import Earlier
from monitor.evidence.verification import BadRecord, Progress, Verification

__all__ = [
    "Archive",
    "BadRecord",
    "Capture",
    "Earlier",
    "EvidenceError",
    "Fault",
    "Manifest",
    "Progress",
    "Verification",
    "captured",
]
