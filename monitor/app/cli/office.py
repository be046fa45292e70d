"""Opens what belongs to the office: its configuration, its database, its archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.app.cli.options import config_folder
from monitor.app.cli.session import Session
from monitor.app.cli.trouble import RefusalError, TroubleError
from monitor.app.house import House, open_house
from monitor.settings import ConfigurationError, Settings, load_settings


@contextmanager
def house_of(session: Session, config: Path | None) -> Iterator[House]:
    """Open the house of a configuration. Raises TroubleError or RefusalError."""
    folder = served_folder(session, config)
    with refusing(session), open_house(folder, session.environ) as house:
        yield house


def settings_of(session: Session, config: Path | None) -> Settings:
    """Load the configuration. Raises TroubleError where there is none, RefusalError with every problem of it."""
    folder = served_folder(session, config)
    with refusing(session):
        return load_settings(folder, session.environ)


def served_folder(session: Session, config: Path | None) -> Path:
    """Give the folder of the configuration. Raises TroubleError where there is none."""
    folder = config_folder(config, session.environ)
    if not folder.exists():
        raise TroubleError("error.no_configuration", folder=str(folder))
    return folder


@contextmanager
def refusing(session: Session) -> Iterator[None]:
    """Turn the refusal of a configuration into one that is worded in the user's language."""
    try:
        yield
    except ConfigurationError as error:
        raise RefusalError("error.configuration", [p.in_words(session.language) for p in error.problems]) from error
