"""The columnar log: one wide typed frame, a row an event, derived from the event classes."""

from bilat.projections.columns.days import days
from bilat.projections.columns.frame import Frame, frame, partial, read
from bilat.projections.columns.schema import AMOUNTS, IDENTITY, SCHEMA, physical
from bilat.projections.columns.text import amount_text, decimal_text, rows

__all__ = [
    "AMOUNTS",
    "IDENTITY",
    "SCHEMA",
    "Frame",
    "amount_text",
    "days",
    "decimal_text",
    "frame",
    "partial",
    "physical",
    "read",
    "rows",
]  # fmt: skip
