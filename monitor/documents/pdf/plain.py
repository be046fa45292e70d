"""Makes characters plain that fonts name by their radical or by a compatibility form: ⽇ stands for 日, ⻓ for 长.

Only what looks the same is replaced (Unicode: Kangxi Radicals, CJK Radicals Supplement with the equivalents of
EquivalentUnifiedIdeograph.txt, CJK Compatibility Ideographs); full-width forms and circled figures stay as they are.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺"
    "⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺳网⺴罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼"
    "⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻡饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA), range(0x2F800, 0x2FA1E))

PLAIN = {chr(code): unicodedata.normalize("NFKC", chr(code)) for codes in _COMPATIBLE for code in codes} | dict(
    zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
)
"""The plain character by the one that looks like it."""
