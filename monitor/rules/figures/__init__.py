"""Reads figures in Chinese official prose: each with its sentence, its words and what encloses it; pure."""

from monitor.rules.figures.mentions import Mention, mentions
from monitor.rules.figures.numbers import Figure, find_figures, read_number
from monitor.rules.figures.sentences import Sentence, sentences

__all__ = ["Figure", "Mention", "Sentence", "find_figures", "mentions", "read_number", "sentences"]
