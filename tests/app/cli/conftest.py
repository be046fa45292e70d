from __future__ import annotations

import pytest

from tests.support.cli import Call, caller


@pytest.fixture
def nianbao(capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(capsys)
