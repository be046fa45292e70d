from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.settings import ProblemSeverity, inspect
from monitor.settings.warnings import is_private
from tests.support.configurations import AGENCIES, OFFICE, lay_out

KNOWN = date(2025, 6, 1)
"""A day whose year and next year have known holidays."""


def warned(folder: Path, more: str = "", csv: str = AGENCIES, today: date = KNOWN) -> list[tuple[str, int | None]]:
    lay_out(folder, {"office.yaml": OFFICE + more, "agencies.csv": csv})
    settings, problems = inspect(folder, {}, today)
    assert settings is not None
    assert all(p.severity is ProblemSeverity.WARNING for p in problems)
    assert not any("None" in words or "{" in words for p in problems for words in (str(p), p.in_words("en")))
    return [(p.key, p.line) for p in problems]


def test_a_careful_configuration_is_warned_of_nothing(tmp_path: Path) -> None:
    assert warned(tmp_path) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("fetching:\n  allow_hosts:\n    - 10.0.0.8\n    - portal\n", [("hosts_opened", 5), ("hosts_opened", 6)]),
        ("mail:\n  mode: smtp\n  security: none\n", [("mail_unprotected", 5)]),
        ("mail:\n  mode: off\n  security: none\n", []),
        ("letters: {release: automatic}\n", [("released_unseen", 3)]),
        ("sentry:\n  dsn_env: NIANBAO_NOT_SET\n", [("secret_unset", 4)]),
    ],
)
def test_what_is_allowed_but_risky_is_warned_of(more: str, expected: list[tuple[str, int]], tmp_path: Path) -> None:
    assert warned(tmp_path, more) == expected


@pytest.mark.parametrize(("today", "count"), [(date(2025, 12, 31), 0), (date(2026, 11, 23), 1), (date(2027, 1, 1), 2)])
def test_years_without_known_holidays_are_told(today: date, count: int, tmp_path: Path) -> None:
    assert warned(tmp_path, today=today) == [("holidays_unknown", None)] * count


def test_an_agency_that_cannot_be_watched_or_written_to_is_told(tmp_path: Path) -> None:
    csv = "id,name,kind,listing,contact\nlx,兰溪区人民政府,政府,,\n"

    assert warned(tmp_path, csv=csv) == [("no_contact", 2), ("no_listing", 2)]


def test_an_agency_that_has_ended_needs_neither(tmp_path: Path) -> None:
    csv = "id,name,kind,valid_to\nlx,兰溪区人民政府,政府,2025-05-31\n"

    assert warned(tmp_path, csv=csv) == []


def test_a_supervisor_without_contact_is_told(tmp_path: Path) -> None:
    csv = AGENCIES.replace("contact", "contact,supervisor").replace("swj@lanxi.example", "swj@lanxi.example,lx")
    silent = csv.replace(",zwgk@lanxi.example", ",")

    assert warned(tmp_path, csv=csv) == []
    assert warned(tmp_path, csv=silent) == [("no_contact", 2), ("silent_supervisor", 3)]


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://127.0.0.1/", True),
        ("http://10.1.2.3:8080/nb/", True),
        ("http://[::1]/", True),
        ("http://[fd00::1]/", True),
        ("http://localhost:8000/", True),
        ("http://portal/nb/", True),
        ("http://2130706433/", True),
        ("http://oa.lanxi.internal./", True),
        ("https://www.lanxi.example/nb/", False),
        ("http://8.8.8.8/", False),
        ("https://notlocal.example/", False),
    ],
)
def test_an_internal_address_is_recognised_by_its_writing(address: str, private: bool) -> None:  # noqa: FBT001 - data
    assert is_private(address) is private


@pytest.mark.parametrize("allowed", ["10.1.2.3", "10.1.2.3:8080"])
def test_an_internal_listing_is_told_unless_its_host_is_allowed(allowed: str, tmp_path: Path) -> None:
    csv = AGENCIES.replace("https://www.lanxi.example/swj", "http://10.1.2.3:8080/swj")

    assert warned(tmp_path, csv=csv) == [("private_listing", 3)]
    opened = warned(tmp_path, f'fetching: {{allow_hosts: ["{allowed}"]}}\n', csv)
    assert opened == [("hosts_opened", 3)]


def test_errors_and_warnings_are_told_together_in_the_order_of_the_files(tmp_path: Path) -> None:
    lay_out(tmp_path, {"office.yaml": OFFICE + "letters: {release: automatic}\nmail: {port: 0}\n"})

    (tmp_path / "agencies.csv").write_text("id,name,kind\nlx,兰溪区人民政府,区\n", encoding="utf-8")

    _, problems = inspect(tmp_path, {}, date(2026, 11, 23))

    assert [(p.key, str(p.severity)) for p in problems] == [
        ("holidays_unknown", "warning"),
        ("released_unseen", "warning"),
        ("out_of_range", "error"),
        ("not_one_of", "error"),
    ]


def test_a_warning_says_that_it_is_one(tmp_path: Path) -> None:
    lay_out(tmp_path, {"office.yaml": OFFICE + "letters: {release: automatic}\n"})

    _, (problem,) = inspect(tmp_path, {}, KNOWN)

    assert str(problem).startswith(f"{tmp_path}/office.yaml:3: 警告：letters.release：首次致函")
    assert problem.in_words("en").startswith(f"{tmp_path}/office.yaml:3: warning: letters.release: first letters")
