"""Archives every response before anything reads it, and verifies what is archived."""

from monitor.evidence.model import Capture

__all__ = ["Capture"]
