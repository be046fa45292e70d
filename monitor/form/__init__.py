"""Holds the statutory form's types and the one evaluator of its identities."""

from monitor.form.check import FormError
from monitor.form.evaluate import Evaluation, Value, Values, determined, evaluate
from monitor.form.load import edition_for, editions, has_unified_form, load_edition
from monitor.form.model import (
    UNREAD,
    Column,
    Edition,
    Identity,
    Operator,
    Quantity,
    Relation,
    Row,
    Section,
    Table,
    Unread,
    Verdict,
)
from monitor.form.relations import relations
from monitor.form.schema import SchemaError, derive_schema, schema_errors

__all__ = [
    "UNREAD",
    "Column",
    "Edition",
    "Evaluation",
    "FormError",
    "Identity",
    "Operator",
    "Quantity",
    "Relation",
    "Row",
    "SchemaError",
    "Section",
    "Table",
    "Unread",
    "Value",
    "Values",
    "Verdict",
    "derive_schema",
    "determined",
    "edition_for",
    "editions",
    "evaluate",
    "has_unified_form",
    "load_edition",
    "relations",
    "schema_errors",
]
