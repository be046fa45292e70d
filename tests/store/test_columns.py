from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from monitor.settings import Severity
from monitor.store.columns import Choice, Instant, Json, Strings

_TABLE = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", Instant),
    Column("json", Json),
    Column("names", Strings),
    Column("severity", Choice(Severity)),
)


@pytest.fixture
def tx() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        _TABLE.create(connection)
        yield connection
    engine.dispose()


def _back(tx: Connection, **values: Any) -> Any:
    tx.execute(insert(_TABLE).values(**values))
    return tx.execute(select(_TABLE)).mappings().one()


@pytest.mark.parametrize("number", ["0.10", "251000.00", "12345678901234567890.123456789", "-0.5", "1E+2", "0"])
def test_decimals_come_back_digit_for_digit(tx: Connection, number: str) -> None:
    found = _back(tx, json={"value": Decimal(number)})["json"]["value"]

    assert str(found) in {number, str(Decimal(number))}
    assert Decimal(found) == Decimal(number)


def test_whole_numbers_stay_whole_and_nulls_stay_null(tx: Connection) -> None:
    found = _back(tx, json={"count": 7, "blank": None, "name": "云川市兰溪区"})["json"]

    assert found == {"count": 7, "blank": None, "name": "云川市兰溪区"}
    assert type(found["count"]) is int


def test_mappings_of_any_kind_are_stored_as_objects(tx: Connection) -> None:
    assert _back(tx, json=MappingProxyType({"a": MappingProxyType({"b": 1})}))["json"] == {"a": {"b": 1}}


def test_instants_come_back_in_utc_whatever_zone_they_came_in(tx: Connection) -> None:
    beijing = datetime(2026, 2, 1, 0, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))

    found = _back(tx, at=beijing)["at"]

    assert found == beijing
    assert found.tzinfo is UTC
    assert found.isoformat() == "2026-01-31T16:00:00.000005+00:00"


def test_a_naive_instant_is_refused(tx: Connection) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        _back(tx, at=datetime(2026, 2, 1))  # noqa: DTZ001 - that is what is refused


def test_instants_are_compared_by_the_database_as_they_are_in_time(tx: Connection) -> None:
    tx.execute(insert(_TABLE).values(at=datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))))

    query = select(_TABLE.c.id).where(_TABLE.c.at < datetime(2026, 1, 31, 16, 31, tzinfo=UTC))

    assert tx.execute(query).scalar_one() == 1


def test_members_of_enumerations_come_back_as_themselves(tx: Connection) -> None:
    assert _back(tx, severity=Severity.QUERY)["severity"] is Severity.QUERY


def test_a_value_outside_its_enumeration_is_refused(tx: Connection) -> None:
    with pytest.raises(StatementError, match="terrible"):
        _back(tx, severity="terrible")


def test_tuples_of_strings_come_back_as_tuples(tx: Connection) -> None:
    assert _back(tx, names=("/tables/requests/received/total", "办"))["names"] == (
        "/tables/requests/received/total",
        "办",
    )


@pytest.mark.parametrize("value", [date(2026, 1, 31), float("nan"), object()])
def test_what_json_cannot_say_is_refused_rather_than_guessed(tx: Connection, value: object) -> None:
    with pytest.raises(StatementError):
        _back(tx, json={"value": value})
