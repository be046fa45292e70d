"""Draws a listing that only scripts fill, with a headless Chromium that has no network: each request comes to us.

The browser runs where an agency's row asks for it (`family: browser`) and nowhere else. It talks to this program alone,
over a pipe (Chrome DevTools Protocol): what a page wants is asked for by our own client, with its guard, manners and
limits, and is archived like every answer; of other hosts than the portal's, nothing is.
"""

from monitor.app.browser.drawing import Ask, Drawn, draw
from monitor.app.browser.family import DRAWN, family_behind, is_drawn

__all__ = ["DRAWN", "Ask", "Drawn", "draw", "family_behind", "is_drawn"]
