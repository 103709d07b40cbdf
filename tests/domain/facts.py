"""Facts to record: lines of events, as short as a rule allows."""

from typing import Any

Line = dict[str, Any]

CITED: Line = {"on": "2023-12-17", "cites": [{"source": "paper"}]}


def source(slug: str = "paper", **fields: Any) -> Line:
    """A source enters the record."""
    record = {"title": "A paper", "publisher": "A publisher", "type": "news"}
    return {"kind": "source-registered", "stream": f"source/{slug}", **record, **fields}


def party(code: str, **fields: Any) -> Line:
    """A party enters the record: a state where the code has two letters, else a group."""
    record = {"name": code, "type": "state" if len(code) == 2 else "group"}
    return {"kind": "party-registered", "stream": f"party/{code}", **record, **fields}


def pledge(slug: str = "help", **fields: Any) -> Line:
    """A pledge of Japan to ASEAN opens."""
    record = {"donor": "JP", "recipient": "ASEAN", "title": "Help", "instrument": "grant"}
    return {
        "kind": "pledge-announced",
        "stream": f"pledge/{slug}",
        **CITED,
        "amount": "USD 50m",
        **record,
        **fields,
    }


def programme(slug: str = "loans", **fields: Any) -> Line:
    """A programme of Japan for ASEAN opens."""
    record = {"donor": "JP", "recipient": "ASEAN", "title": "Loans"}
    return {"kind": "programme-opened", "stream": f"programme/{slug}", **CITED, **record, **fields}


def then(kind: str, slug: str = "help", **fields: Any) -> Line:
    """Something happens to a pledge."""
    return {"kind": f"pledge-{kind}", "stream": f"pledge/{slug}", **CITED, **fields}


def merged(slug: str, into: str) -> Line:
    """Two pledges were one."""
    return {
        "kind": "pledge-merged",
        "stream": f"pledge/{slug}",
        "into": f"pledge/{into}",
        "reason": "told twice",
    }


def meeting(kind: str = "held", slug: str = "summit", **fields: Any) -> Line:
    """A meeting of ASEAN and Japan."""
    return {"kind": f"meeting-{kind}", "stream": f"meeting/{slug}", **CITED, **fields}


def figure(**fields: Any) -> Line:
    """A figure of trade between ASEAN and Japan."""
    record = {"indicator": "trade", "from": "ASEAN", "to": "JP", "period": "2020", "value": "USD 204bn"}
    return {"kind": "figure-reported", "stream": "series/trade", **CITED, **record, **fields}


def corrected(target: str, **fields: Any) -> Line:
    """Our record of an event was wrong."""
    record = {"target": target, "fields": fields, "reason": "a slip"}
    return {"kind": "entry-corrected", "stream": target.partition("#")[0], **record}


def retracted(target: str) -> Line:
    """An event should not have been recorded."""
    record = {"target": target, "reason": "a slip"}
    return {"kind": "entry-retracted", "stream": target.partition("#")[0], **record}


def cited(target: str, slug: str = "paper") -> Line:
    """Another source tells an event."""
    record = {"target": target, "cites": [{"source": slug, "locator": "p. 2"}]}
    return {"kind": "entry-cited", "stream": target.partition("#")[0], **record}


WORLD = [source(), party("JP", fiscal_year_start="2000-04-01"), party("US"), party("VN"), party("ASEAN")]
"""What every test may refer to."""
