"""Rates of exchange: what one unit of money is worth in another, on whose word, and of which day."""

from bilat.projections.currency.rates import Basis, Rate, RateTable, currency
from bilat.projections.currency.tables import NAMES, table

__all__ = ["NAMES", "Basis", "Rate", "RateTable", "currency", "table"]
