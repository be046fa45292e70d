from __future__ import annotations

from datetime import date
from pathlib import Path

from monitor.settings import Kind, MailMode, Release, inspect

EXAMPLE = Path(__file__).parents[2] / "config"


def test_the_example_configuration_is_accepted_as_it_is() -> None:
    settings, problems = inspect(EXAMPLE, {}, date(2025, 6, 1))

    assert [str(problem) for problem in problems] == []
    assert settings is not None
    assert settings.mail.mode is MailMode.OFF
    assert settings.letters.release is Release.HOLD


def test_the_example_shows_every_kind_of_agency() -> None:
    settings, _ = inspect(EXAMPLE, {}, date(2025, 6, 1))

    assert settings is not None
    assert len(settings.agencies) >= 12
    assert {agency.kind for agency in settings.agencies} == set(Kind)
    assert any(agency.predecessor for agency in settings.agencies)
    assert any(agency.canary_waived for agency in settings.agencies)


def test_the_example_names_only_reserved_hosts() -> None:
    settings, _ = inspect(EXAMPLE, {}, date(2025, 6, 1))

    assert settings is not None
    mails = (m for agency in settings.agencies for m in (*agency.contacts, *agency.supervisors))
    assert all(mail.endswith(".example") for mail in (*mails, settings.office.email))
    assert all(".example/" in (agency.listing or "") for agency in settings.agencies)
