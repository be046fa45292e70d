"""Words a notice: subject, text and HTML from templates and catalogues, the tables drawn with marks."""

from alerts.compose.letter import compose
from alerts.compose.model import ComposeContext, Exhibit

__all__ = ["ComposeContext", "Exhibit", "compose"]
