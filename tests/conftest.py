from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from monitor.store import Store
from tests.support.store import fresh_store

SLOW = (
    "tests/app/",
    "tests/alerts/test_channels.py",
    "tests/alerts/test_outbox.py",
    "tests/documents/office/",
    "tests/documents/ocr/",
    "tests/documents/pdf/",
    "tests/documents/test_confined",
    "tests/documents/test_hostile_documents.py",
    "tests/evidence/",
    "tests/extraction/test_hostile_reports.py",
    "tests/fetch/",
    "tests/fuzz/",
    "tests/packaging/",
    "tests/settings/test_arbitrary_text.py",
    "tests/settings/test_refusals.py",
    "tests/store/",
    "tests/support/",
)
"""Where tests need servers, processes, a database on the disk, or many random inputs: no unit tests."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what is slow by the place where it stands."""
    root = Path(__file__).parent.parent
    for item in items:
        if item.path.relative_to(root).as_posix().startswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh_store(tmp_path) as made:
        yield made
