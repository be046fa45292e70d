"""Lists the families: one line each, the most particular first, `generic` last."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from monitor.portals.families import (
    aspnet,
    ccode,
    commented,
    empire,
    ewb,
    feed,
    generic,
    gkmlpt,
    hanweb_datastore,
    hanweb_json,
    hanweb_search,
    jpaas,
    shell,
    trs,
    trs_search,
    yearly,
)
from monitor.portals.families.contract import Family
from monitor.portals.page import Page


def _holding(*signs: str) -> Callable[[Page], bool]:
    """Recognise pages by any of these signs in their source."""
    return lambda page: any(sign in page.text for sign in signs)


def _at(path: str) -> Callable[[Page], bool]:
    """Recognise pages by their address."""
    pattern = re.compile(path)
    return lambda page: pattern.search(page.url) is not None


FAMILIES = MappingProxyType(
    {
        family.name: family
        for family in (
            Family("feed", feed.recognises, feed.read, feed.paging),
            Family("gkmlpt", gkmlpt.recognises, gkmlpt.read, gkmlpt.paging, provisional=True),
            Family("jpaas", jpaas.recognises, jpaas.read, jpaas.paging, provisional=True),
            Family("hanweb_datastore", hanweb_datastore.recognises, hanweb_datastore.read, hanweb_datastore.paging),
            Family("hanweb_json", hanweb_json.recognises, hanweb_json.read, hanweb_json.paging),
            Family(
                "hanweb_search", hanweb_search.recognises, hanweb_search.read, hanweb_search.paging, provisional=True
            ),
            Family("ewb", ewb.recognises, ewb.read, ewb.paging, provisional=True),
            Family("trs_search", trs_search.recognises, trs_search.read, trs_search.paging),
            Family("ccode", ccode.recognises, ccode.read, ccode.paging, provisional=True),
            Family("commented", commented.recognises, commented.read),
            Family("aspnet", aspnet.recognises, generic.read, aspnet.paging, provisional=True),
            Family("shell", shell.recognises, shell.read, shell.paging),
            Family("yearly", yearly.recognises, yearly.read, yearly.paging),
            Family("empire", empire.recognises, generic.read, empire.paging),
            Family("trs", trs.recognises, generic.read, trs.paging),
            Family("nfcms", _holding("NFCMS_SITE_ID", "NFCMS_POST_ID"), generic.read, provisional=True),
            Family("vsb", _holding("_vsb_content", 'id="line_u', "/__local/"), generic.read, provisional=True),
            Family("shanghai", _at(r"/nw\d{3,}/(?:index(?:_\d+)?\.html)?$"), generic.read, provisional=True),
            Family("generic", generic.recognises, generic.read),
        )
    }
)
"""By name. A family from which no real page could be had is provisional: what it was told to look like, it must."""
