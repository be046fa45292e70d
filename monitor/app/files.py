"""Tells what came of the files that a report's page links, over all the times they were asked for (A-01).

A fault counts when it stays: a file may reach a portal's servers after its page. Answers that say nothing of the file
(errors of the server, blocks) neither make a fault nor mend one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from monitor.app.attached import files_of
from monitor.app.house import KEPT_READINGS, House
from monitor.app.opens import Opened, opened
from monitor.documents import Embedded
from monitor.rules import Attachment, AttachmentFault
from monitor.store import StoredCapture, Tx, captures

_STAYS = timedelta(hours=12)
_MOST_ANSWERS = 50
"""Latest answers that are looked at: a faulty file is asked for hourly at most."""
_ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_SERVED = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})


@dataclass(frozen=True, slots=True)
class _Answer:
    capture: StoredCapture
    opened: Opened


def attachments(house: House, tx: Tx, page: StoredCapture, year: int) -> tuple[Attachment, ...]:
    """Judge every file that a captured page links and that ever answered."""
    judged = (_attachment(house, tx, file) for file in files_of(house, page, year))
    return tuple(one for one in judged if one is not None)


def _attachment(house: House, tx: Tx, file: Embedded) -> Attachment | None:
    answers = captures.of_url(tx, file.url, _MOST_ANSWERS)
    if not answers:
        return None
    whole = captures.latest(tx, file.url)
    told = list(_told(house, answers, whole, file.ending))
    latest = told[0].opened if told else Opened(doubtful=True)
    if latest.fault is None:
        return Attachment(file.url, file.title, declared=file.ending, found=latest.found, doubtful=latest.doubtful)
    return _faulty(file, latest.fault, told)


def _faulty(file: Embedded, fault: AttachmentFault, told: Sequence[_Answer]) -> Attachment:
    """Give a file that is faulty now; in doubt until the fault has stayed."""
    others = (n for n, answer in enumerate(told) if answer.opened.fault is not fault)
    since, until = told[next(others, len(told)) - 1].capture, told[0].capture
    stays = until.fetched_at - since.fetched_at >= _STAYS
    return Attachment(
        url=file.url,
        name=file.title,
        fault=fault if stays else None,
        declared=file.ending,
        found=told[0].opened.found,
        doubtful=not stays,
        captures=(since.id, until.id),
    )


def _told(
    house: House, answers: Sequence[StoredCapture], latest: StoredCapture | None, ending: str
) -> Iterator[_Answer]:
    """Yield the answers that say something of the file, the latest first; a 304 says what the bytes before it say."""
    for n, answer in enumerate(answers):
        if answer.status in _ABSENT:
            yield _Answer(answer, Opened(AttachmentFault.MISSING, str(answer.status)))
        elif answer.status in _SERVED:
            body = next((a for a in answers[n:] if a.status == HTTPStatus.OK), latest)
            if body is not None:
                yield _Answer(answer, _opened(house, body, ending))


def _opened(house: House, body: StoredCapture, ending: str) -> Opened:
    """Judge the bytes of a file once."""
    key = (body.sha256, ending)
    known = house.opened.get(key)
    if known is None:
        if len(house.opened) >= KEPT_READINGS:
            house.opened.pop(next(iter(house.opened)), None)
        known = house.opened[key] = opened(house.archive.load(body.file, body.id), ending)
    return known
