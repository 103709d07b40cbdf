"""Rates of exchange: what one unit of money is worth in another, on whose word, and of which day."""

from bilat.projections.rates.chosen import NAMES, table
from bilat.projections.rates.rate import Basis, Rate, Table, currency

__all__ = ["NAMES", "Basis", "Rate", "Table", "currency", "table"]
