"""Is the command `config check`: says everything that is wrong with a configuration, with file, line and hint."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.browser.family import DRAWN, family_behind
from monitor.app.cli.options import config_folder
from monitor.app.cli.places import lines_of_agencies, lines_of_office
from monitor.app.cli.session import Session, session_of
from monitor.app.cli.trouble import TroubleError
from monitor.portals.families import FAMILIES
from monitor.rules import RuleStatus, book
from monitor.settings import ProblemSeverity, Settings, inspect

_AUTO = "auto"


def check(
    ctx: typer.Context, given: Annotated[Path | None, typer.Argument(metavar="FOLDER", help="config.folder")] = None
) -> int:
    """Check the configuration."""
    session = session_of(ctx)
    folder = config_folder(given, session.environ)
    if not folder.exists():
        raise TroubleError("error.no_configuration", folder=str(folder))
    settings, problems = inspect(folder, session.environ)
    for problem in problems:
        session.err.print(problem.in_words(session.language), soft_wrap=True)
    unknown = list(_unknown(session, folder, settings)) if settings else []
    for line in unknown:
        session.err.print(line, soft_wrap=True)
    errors = len(unknown) + sum(p.severity is ProblemSeverity.ERROR for p in problems)
    warnings = sum(p.severity is ProblemSeverity.WARNING for p in problems)
    if errors or settings is None:
        session.print("config.refused", errors=errors, warnings=warnings)
        return 2
    for code, reason in settings.switched_off.items():
        session.print("config.switched_off", code=code, reason=reason)
    session.print("config.sound", agencies=len(settings.agencies), warnings=warnings)
    return 0


def _unknown(session: Session, folder: Path, settings: Settings) -> Iterator[str]:
    """Word what the settings alone cannot know: codes of rules, families of listings."""
    say = session.say
    rules = [code for code, entry in book().items() if entry.status is not RuleStatus.RETIRED]
    for section, codes in (("severities", settings.severities), ("switched_off", settings.switched_off)):
        for code in (each for each in codes if each not in rules):
            place = lines_of_office(folder, section).get(code, str(folder))
            yield say("config.no_such_rule", place=place, section=section, code=code, guess=_guess(code, rules))
    families = [_AUTO, *FAMILIES, DRAWN]
    for agency in settings.agencies:
        if not {agency.family.partition(":")[0], family_behind(agency.family).partition(":")[0]} <= set(families):
            place = lines_of_agencies(folder).get(agency.id, str(folder))
            facts = {"place": place, "agency": agency.id, "family": agency.family}
            yield say("config.no_such_family", **facts, known=", ".join(families))


def _guess(code: str, known: list[str]) -> str:
    return next(iter(get_close_matches(code, known, n=1)), known[0])
