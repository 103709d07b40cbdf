"""A page of which every text that can be recorded tries to act."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from bilat.cli.page.html import render
from bilat.projections.page.make import make
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import ShippedLog
from tests.histories import canonical, stamped

_NUMBERS = count()
ADDRESSES = ("javascript:globalThis.acted=1", "data:text/html,<script>globalThis.acted=1</script>", "vbscript:x")
"""Addresses that run; today they are refused on entry, but may be on record."""


def text() -> str:
    """Something hostile, another one each time."""
    return (
        f"</script></style></title><script>globalThis.acted={next(_NUMBERS)}</script>"
        "<img src=x onerror=globalThis.acted=1><svg onload=globalThis.acted=1>\"'`${7*7}{{7*7}}{% raw %}<!--]]>"
        "&lt;&#x3c;&amp;\u202eevil\u2028\u00a0\u0007 \\u003cscript\\u003e \x00proof\x00 @PROOF@"
        '<a href="javascript:globalThis.acted=1" style="position:fixed;inset:0">x</a>'
    )


def drafts() -> list[dict[str, Any]]:
    """One event of each kind that a page shows, every free text of it hostile."""
    cites = [{"source": "evil", "quote": text(), "locator": text()}]
    dated: dict[str, Any] = {"on": "2021-02-03", "cites": cites, "note": text()}
    usd = {"value": "50000000", "unit": "USD", "bound": "exact"}
    sides = {"donor": ["JP"], "recipient": ["PH"], "title": text(), "instrument": "grant", "flow": "oda"}
    named = {"type": "state"}
    source = {"kind": "source-registered", "type": "news", "publisher": text()}
    return [
        {"kind": "party-registered", "stream": "party/JP", "name": text(), **named},
        {"kind": "party-registered", "stream": "party/PH", "name": text(), **named},
        {**source, "stream": "source/evil", "title": text(), "url": 'https://example.org/"><script>x</script>'},
        *({**source, "stream": f"source/u{n}", "title": text(), "url": url} for n, url in enumerate(ADDRESSES)),
        {"kind": "meeting-held", "stream": "meeting/m", "name": text(), "parties": ["JP", "PH"], **dated},
        {"kind": "statement-made", "stream": "statement/s", "parties": ["JP", "PH"], "speaker": text(), "text": text()}
        | {**dated, "cites": [{"source": f"u{n}", "quote": text()} for n in range(len(ADDRESSES))]},
        {"kind": "agreement-reached", "stream": "agreement/a", "title": text(), "parties": ["JP", "PH"], **dated},
        {"kind": "pledge-announced", "stream": "pledge/p", "amount": usd, "topics": [text()], **sides, **dated},
        {"kind": "pledge-restated", "stream": "pledge/p", "amount": usd, **dated},
        {"kind": "pledge-disbursed", "stream": "pledge/p", "amount": usd, **dated},
        {"kind": "pledge-announced", "stream": "pledge/q", "amount": usd, **sides, **dated},
        {"kind": "entry-corrected", "stream": "pledge/q", "target": "pledge/q#1", "fields": {"title": text()}}
        | {"reason": text()},
        {"kind": "pledge-cancelled", "stream": "pledge/q", "reason": text(), **dated},
        {"kind": "total-reported", "stream": "programme/t", "measure": "disbursed", "amount": usd, **sides, **dated},
        {"kind": "total-reported", "stream": "programme/t", "measure": "disbursed", "amount": usd, **dated}
        | {"on": "2021-06-01"},
        {"kind": "figure-reported", "stream": "series/f", "indicator": "trade", "from": "JP", "to": "PH"}
        | {"period": "2020", "reporter": text(), "value": usd, **dated},
    ]


@cache
def hostile_page() -> str:
    """The page of all that, with every text as it would be recorded by a program that refuses nothing."""
    log = ShippedLog(tuple(map(canonical, stamped(drafts(), recorder=f"r{text()}"))))
    return render(make(log, "JP-PH", Boundary(), None, None))
