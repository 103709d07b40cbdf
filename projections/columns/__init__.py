"""The columnar log: one wide typed frame, a row an event, derived from the event classes."""

from bilat.projections.columns.dates import first_and_last_days
from bilat.projections.columns.decode import Frame, decode_lines, partial, read
from bilat.projections.columns.json import amount_text, decimal_text, records
from bilat.projections.columns.schema import AMOUNTS, IDENTITY, SCHEMA, physical

__all__ = [
    "AMOUNTS",
    "IDENTITY",
    "SCHEMA",
    "Frame",
    "amount_text",
    "decimal_text",
    "decode_lines",
    "first_and_last_days",
    "partial",
    "physical",
    "read",
    "records",
]
