from __future__ import annotations

from monitor.store import Store
from tests.bench.copying import expected, measure

FEW = 402


def test_every_planted_copy_is_found_and_nothing_else(store: Store) -> None:
    _, found, wrong = measure(store, FEW)
    assert found == expected(FEW)
    assert set(found) == {"A-06", "C-01", "C-02", "C-03"}
    assert wrong == []
