"""Write `events/reading/gazetteer/territories.py`: the English names of territories, from CLDR through Babel.

    python -m docs.tools.territories_table

writes the module anew. Babel is needed for that alone; a test holds the module to what this makes.
"""

from pathlib import Path

from bilat.events.values.tables import STATES

MODULE = Path(__file__).parents[2] / "events" / "reading" / "gazetteer" / "territories.py"
HEAD = '''"""English names of territories, generated from CLDR by `python -m docs.tools.territories_table`."""

NAMES = """
{rows}
"""
"""A line a state: its ISO 3166-1 code and its names in CLDR, the usual one first."""
'''


def module() -> str:
    """Return the module as text: for each state the usual name, then the short one and the variant."""
    from babel import Locale
    from babel.localedata import load

    usual = Locale("en").territories
    raw = load("en")["territories"]
    rows = []
    for code in sorted(STATES):
        if code not in usual:
            continue
        names = [usual[code]]
        found = raw.get(code)
        names += [found] if isinstance(found, str) and found not in names else []
        rows.append(f"{code} " + "|".join(names))
    return HEAD.format(rows="\n".join(rows))


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
