"""Renders the view of a mail with its templates: subject, text and HTML with its styles inlined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from alerts.compose.model import MailView
from alerts.compose.phrases import phrases
from alerts.compose.plain import digest_lines, lines_of
from alerts.compose.scrub import clip, scrub
from alerts.compose.symbols import SYMBOLS, circled

_SUBJECT_LENGTH = 120
"""Characters of a subject; longer names of agencies are cut."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Holds the three texts of a mail."""

    subject: str
    text: str
    html: str


def render(view: MailView, language: str) -> Rendered:
    """Render the mail of a view in `zh` or `en`; the leading topic gives the subject."""
    reason = view.topics[0].reason
    say = phrases(language)
    subject = _environment(html=False).get_template(f"{reason}/subject.txt").render(mail=view, say=say)
    text = _environment(html=False).get_template("_base/mail.txt").render(mail=view, say=say)
    html = _environment(html=True).get_template("_base/mail.html").render(mail=view, say=say)
    return Rendered(clip(scrub(subject), _SUBJECT_LENGTH), text.strip() + "\n", _inliner().inline(html))


@cache
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("alerts"),
        autoescape=html,  # noqa: S701 - the text part and the subject are no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        table_lines=lines_of, digest_lines=digest_lines, symbol=SYMBOLS.__getitem__, circled=circled
    )
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    # Mail clients drop style sheets; nothing may be fetched while a mail is made.
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
