"""Writes the JSON Schemas derived from the editions into `schemas/` (run after a change of the form)."""

from __future__ import annotations

import json
from pathlib import Path

import schemas
from monitor.form.load import editions
from monitor.form.schema import derive_schema


def main() -> None:
    """Derive and write `report-<edition>.schema.json` for every edition."""
    folder = Path(schemas.__file__).parent
    for edition in editions():
        text = json.dumps(derive_schema(edition), ensure_ascii=False, indent=2)
        (folder / f"report-{edition.key}.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
