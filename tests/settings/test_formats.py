from __future__ import annotations

import pytest

from monitor.settings.formats import is_address, is_database, is_email
from monitor.settings.secrets import is_dsn


@pytest.mark.parametrize("text", ["zwgk@lanxi.example", "a.b+c@mail-1.lanxi.example", "1@2.example"])
def test_a_plain_mail_address_is_one(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "zwgk",
        "zwgk@lanxi",
        "@lanxi.example",
        "a@b.example, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "办公室 <a@b.example>",
        "办公室@b.example",
        ".a@b.example",
        "a..b@c.example",
        "a@-b.example",
        "a" * 250 + "@b.example",
    ],
)
def test_what_could_not_stand_in_a_mail_header_is_no_address(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(
    "text",
    ["http://www.lanxi.example", "https://www.lanxi.example:8443/a/?b=1#c", "http://[::1]/", "https://兰溪.example/"],
)
def test_an_absolute_web_address_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "www.lanxi.example/nb/",
        "ftp://www.lanxi.example/",
        "javascript:alert(1)",
        "http://",
        "http:///nb/",
        "http://www.lanxi.example:99999/",
        "http://[::1/",
        "http://a:b@www.lanxi.example/",
        "http://www.lanxi.example/n b/",
        "http://www.lanxi.example/\x00",
    ],
)
def test_what_could_not_be_fetched_is_no_address(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://u:p@db.example/n",
        "postgresql+psycopg://u:p#w@x@db.example/n",
        "postgresql://db.example/n?user=u&password=p",
        "mysql://db.example/n",
        "nianbao.db",
    ],
)
def test_a_database_address_carries_no_password(text: str) -> None:
    assert not is_database(text)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("https://key@sentry.lanxi.example/1", True),
        ("https://sentry.lanxi.example/1", False),
        ("https://key@sentry.lanxi.example", False),
        ("http://key@[sentry/1", False),
    ],
)
def test_a_dsn_names_key_host_and_project(text: str, valid: bool) -> None:  # noqa: FBT001 - data
    assert is_dsn(text) is valid
