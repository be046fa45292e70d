"""Looks for the smallest change that would mend every failing relation of a table (T3-08): a hint, no correction."""

from monitor.rules.fault_finder.finder import find
from monitor.rules.fault_finder.hints import hint_of

__all__ = ["find", "hint_of"]
