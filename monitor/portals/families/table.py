"""Lists the families: one line each, the most particular first, `generic` last."""

from __future__ import annotations

from types import MappingProxyType

from monitor.portals.families import commented, generic, hanweb_datastore, hanweb_json, trs
from monitor.portals.families.contract import Family

FAMILIES = MappingProxyType(
    {
        family.name: family
        for family in (
            Family("hanweb_datastore", hanweb_datastore.recognises, hanweb_datastore.read, hanweb_datastore.paging),
            Family("hanweb_json", hanweb_json.recognises, hanweb_json.read, hanweb_json.paging),
            Family("commented", commented.recognises, commented.read),
            Family("trs", trs.recognises, generic.read, trs.paging),
            Family("generic", generic.recognises, generic.read),
        )
    }
)
