"""Decides who hears what, when and why: pure functions over situations, the settings and `now`."""

from alerts.decide.mails import decide
from alerts.decide.overtaken import still_holds

__all__ = ["decide", "still_holds"]
