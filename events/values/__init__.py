"""The values that events are made of: amounts, dates, codes, citations and references."""
