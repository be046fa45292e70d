"""Tells text whose bytes were once read in the wrong encoding and saved as they then looked: nobody can read it.

Such a page has neither title nor sections that we would know, and must not pass for a report that lacks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REPLACEMENT = "\ufffd"
_LATIN_TAIL = "".join(
    char
    for code in range(0x80, 0xC0)
    for char in {chr(code), bytes([code]).decode("cp1252", "replace")} - {_REPLACEMENT}
)
_SURE = re.compile(
    rf"{_REPLACEMENT}|锟斤拷|\?{{8,}}|[\u00a1-\u00ff]{{8,}}|(?:[ä-é][{re.escape(_LATIN_TAIL)}]{{2}}){{2,}}"
)
"""Bytes that nothing explains; the same as Chinese; signs that stand for them; Chinese that was read as Latin."""
_RARE = "".join(bytes([lead, tail]).decode("gbk") for lead in range(0xE4, 0xEA) for tail in range(0x80, 0xC0))
"""What the first two of three bytes of UTF-8 look like in GBK: rare characters, and a few of names."""
_GATE = re.compile(f"[\u00a1-\u00ff{_REPLACEMENT}锟?{_RARE}]")
"""What stands in every garbled text and in few others: one quick look spares the rest."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LEAST = 2
_BAD_SHARE = 4
"""One lost character among so many sound ones is the end of a line, or a byte that the wrong encoding did not know."""


def is_garbled(texts: Iterable[str]) -> bool:
    """Tell whether a text was saved as it looked in a wrong encoding, or holds bytes that nothing explains."""
    return any(_GATE.search(text) and (_SURE.search(text) or _was_utf8(text)) for text in texts)


def _was_utf8(text: str) -> bool:
    """Tell whether the bytes that a text has in GB18030 are Chinese in UTF-8: no text is both by chance."""
    back = text.encode("gb18030", "ignore").decode("utf-8", "replace")
    sound = len(_CHINESE.findall(back))
    return sound >= _LEAST and back.count(_REPLACEMENT) * _BAD_SHARE <= sound
