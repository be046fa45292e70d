"""What of a text is nobody's own, and is left out before anything is compared."""

from __future__ import annotations

from time import process_time

import pytest

from monitor.rules.copying.wording import forms_of, letters_of, wording

JOINTS = 4
"""Shingles that reach from one sentence into the next."""
OWN = "居民只能到社区打听工程进度，老年读者反映看不懂图解"


@pytest.mark.parametrize(
    "nobodys",
    [
        "（一）主动公开情况。",
        "坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。",
        "各级人民政府应当建立健全政府信息公开工作考核制度、社会评议制度和责任追究制度。",
        "坚持以习近平新时代中国特色社会主义思想为指导。",
        "收到和处理政府信息公开申请情况",
        "属于行政执法案卷，属于行政查询事项",
        "要求行政机关确认或重新出具已获取信息",
        "《云川市2023年政务公开工作要点》",
        "2,315件，占98.5%；",
        "二十三",
        "云川市兰溪区城东街道办事处",
        "城东街道",
        "我街道",
        "本机关",
    ],
)
def test_what_is_nobodys_own_is_not_counted(nobodys: str) -> None:
    names = ("云川市兰溪区城东街道办事处",)
    alone, beside = wording([f"{OWN}。"], names), wording([nobodys, f"{OWN}。"], names)
    assert alone.shingles <= beside.shingles
    assert len(beside.shingles - alone.shingles) <= JOINTS


def test_an_agencys_own_words_stay() -> None:
    own = wording([f"{OWN}。"], ())
    assert own.length == len(OWN) + 1
    assert "居民只能到社打听" in own.shingles


def test_a_text_made_of_anothers_by_changing_names_and_figures_is_the_same() -> None:
    one = wording(["2023年，兰溪区水务局走访12个村，我局收到建议二十条。"], ("云川市兰溪区水务局",))
    other = wording(["2023年，清溪县林业局走访9个镇，我局收到建议三十一条。"], ("云川市清溪县林业局",))
    assert one.shingles == other.shingles != frozenset()


def test_a_name_is_known_in_the_forms_that_texts_use() -> None:
    forms = forms_of(("云川市兰溪区清禾镇人民政府",))
    assert {"云川市兰溪区清禾镇人民政府", "云川市", "兰溪区", "清禾镇人民政府", "清禾镇", "清禾", "兰溪"} <= set(forms)
    assert "财政" not in forms_of(("云川市兰溪区财政局",))


def test_text_without_anything_own_is_empty() -> None:
    assert wording([], ()).length == wording(["", "12。"], ()).length == 0


def test_a_text_made_to_hurt_is_read_in_bounded_time() -> None:
    started = process_time()
    for piece in ("一是", "（一）", "《", "各级人民政府应当建立健全", "云川市", "市"):
        wording([piece * 20_000], ("云川市兰溪区水务局",))
        letters_of(piece * 20_000, ("市" * 200,))
    assert process_time() - started < 5
