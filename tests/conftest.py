from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from monitor.store import Store
from tests.support.store import fresh_store

ROOT = Path(__file__).parent.parent
SLOW = (
    "tests/alerts/test_channels.py",
    "tests/alerts/test_outbox.py",
    "tests/app/",
    "tests/conformance/",
    "tests/documents/ocr/",
    "tests/documents/office/",
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


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow places alone where only unit tests are asked for: importing them costs as much as the rest."""
    return True if config.option.markexpr == "not slow" and _is_slow(collection_path) else None


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what is slow by the place where it stands."""
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)


def _is_slow(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return f"{name}/".startswith(SLOW) or name.startswith(SLOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fresh_store(tmp_path) as made:
        yield made
