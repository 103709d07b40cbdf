"""Changes to a page: each has a name, and gives the changed page."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from bilat.cli.page.html import PROOF_BEGINS, inline_json

Proof = dict[str, Any]


def proof_in(html: str) -> Proof:
    """The proof that a page carries."""
    start = html.index(PROOF_BEGINS) + len(PROOF_BEGINS)
    found: Proof = json.loads(html[start : html.index("</script>", start)])
    return found


def with_proof(html: str, change: Callable[[Proof], object]) -> str:
    """The page with its proof changed."""
    proof = proof_in(html)
    change(proof)
    start = html.index(PROOF_BEGINS) + len(PROOF_BEGINS)
    return html[:start] + inline_json(proof) + html[html.index("</script>", start) :]


def _after(html: str, section: str, old: str, new: str) -> str:
    at = html.index(old, html.index(f'id="{section}"'))
    return html[:at] + new + html[at + len(old) :]


def _first(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda html: re.sub(pattern, new, html, count=1, flags=re.DOTALL)


def _flipped(text: str) -> str:
    """A signature with another byte near its end."""
    return text[:-6] + ("A" if text[-6] != "A" else "B") + text[-5:]


def _line(proof: Proof, part: str, old: str, new: str) -> None:
    for each in proof["lines"]:
        if part in each[1]:
            each[1] = each[1].replace(old, new, 1)
            return
    raise AssertionError(part)


def _with_leaf(proof: Proof) -> None:
    _line(proof, '"50000000"', '"50000000"', '"60000000"')
    proof["leaves"][60] = proof["leaves"][61]


def _swapped(proof: Proof) -> None:
    (one, first), (two, second) = proof["lines"][60:62]
    proof["lines"][60:62] = [[one, second], [two, first]]


def _left_out(proof: Proof, index: int = 60) -> None:
    del proof["lines"][index], proof["leaves"][index]


_SIZES = r'width="\d+\.\d+%" y="7" height="18" class="b mobilised"'
SHOWN: dict[str, Callable[[str], str]] = {
    "an amount in a card": lambda html: _after(html, "pledges", ">USD 50m</data>", ">USD 60m</data>"),
    "the machine value of an amount": lambda html: _after(html, "pledges", '"USD 50000000"', '"USD 60000000"'),
    "the number of the answer": lambda html: _after(html, "answer", "USD 1.94 billion", "USD 2.94 billion"),
    "the answer and what it stands for": lambda html: html.replace("USD 1.94 billion", "USD 2.94 billion").replace(
        'data-v="1948030937.8|1948030937.8|', 'data-v="2948030937.8|2948030937.8|'
    ),
    "a word of the answer": lambda html: _after(html, "answer", "new public money", "old public money"),
    "the year of the answer": lambda html: _after(html, "answer", "since 2019", "since 2018"),
    "a bar": _first(_SIZES, _SIZES.replace(r"\d+\.\d+", "40.00")),
    "the place of a bar": _first(
        r'<rect x="\d+\.\d+%" (width="[^"]*" y="7" height="18" class="b mob)', r'<rect x="5%" \1'
    ),
    "a point of a chart": _first(r'cy="\d+\.\d+" r="5" class="dot figure"', 'cy="99.9" r="5" class="dot figure"'),
    "a dot of the timeline": _first(r'cx="[\d.]+%" (cy="\d+" r="4" class="dot pledge")', r'cx="1.23%" \1'),
    "a column of a year": _first(r'(class="b net" data-v=")\d', r"\g<1>9"),
    "a digit in a finding": _first(r"(<li>[^<]*?)\b(\d)(\d*[^<]* <span class=\"meta\"><a)", r"\g<1>7\g<3>"),
    "a remedy": lambda html: _after(html, "findings", "<small>", "<small>do not "),
    "a date": lambda html: _after(html, "new", "2020-11-12</time>", "2020-11-13</time>"),
    "the title of a source": _first(r'(<li id="s9">.*?data-e="\d+/title">)', r"\1Not "),
    "the address of a source": lambda html: _after(html, "sources", 'href="https://', 'href="https://x.'),
    "a term left out of a sum": _first(r"<li><time[^>]*>[^<]*</time> <span>pledge announced</span>.*?</li>", ""),
    "a recorder": _first(r"(recorded <time>[\d-]+</time> by )test", r"\1none"),
    "the state of a pledge": lambda html: _after(html, "pledges", "<small>announced", "<small>completed"),
    "the words of the boundary": lambda html: _after(
        html, "answer", "as recorded in the first 342", "as recorded in the last 342"
    ),
}
"""What is shown is changed; the lines stay."""
PROVED: dict[str, Callable[[Proof], object]] = {
    "a digit in a line": lambda proof: _line(proof, '"50000000"', '"50000000"', '"60000000"'),
    "a word in a line": lambda proof: _line(proof, '"title":"', '"title":"', '"title":"Not '),
    "a line and its leaf": _with_leaf,
    "a line left out": _left_out,
    "two lines swapped": _swapped,
    "a position": lambda proof: proof["lines"][60].__setitem__(0, proof["lines"][60][0] + 1),
    "a hash of the rest": lambda proof: proof["rest"].__setitem__(5, proof["rest"][6]),
    "a hash more": lambda proof: proof["rest"].append(proof["rest"][0]),
    "the root in the checkpoint": lambda proof: proof.update(note=proof["note"].replace(proof["root"][:4], "AAAA")),
    "the size in the checkpoint": lambda proof: proof.update(note=proof["note"].replace("\n342\n", "\n343\n")),
    "the size": lambda proof: proof.update(size=341),
    "the origin": lambda proof: proof.update(origin="bilat/other"),
    "the signature": lambda proof: proof.update(note=_flipped(proof["note"])),
    "the signature taken away": lambda proof: proof.update(note=proof["note"].split("\n\n")[0] + "\n"),
    "the key": lambda proof: proof.update(key=_flipped(proof["key"])),
    "the signature of what is shown": lambda proof: proof.update(page=_flipped(proof["page"])),
    "the signature of what is shown taken away": lambda proof: proof.update(page=proof["page"].split("\n\n")[0] + "\n"),
    "the digest of what is shown": lambda proof: proof.update(
        page=re.sub(r"\n\w{4}", "\nAAAA", proof["page"], count=3)
    ),
}
"""What is carried is changed."""
REFUSED: dict[str, Callable[[str], str]] = {
    "the style": lambda html: html.replace(".hero {", ".hero{color: red;", 1),
    "the script": lambda html: html.replace("const began", "const  began", 1),
    "a script more": lambda html: html.replace("</main>", "<script>document.title='x'</script></main>", 1),
}
"""What runs is changed: a browser refuses it by the page's policy, so that nothing is said to be proved."""


NAMES = (*SHOWN, *REFUSED, *PROVED)


def tampered(html: str, name: str) -> str:
    """The page with one change, by name; it changes something."""
    found = with_proof(html, PROVED[name]) if name in PROVED else (SHOWN | REFUSED)[name](html)
    assert found != html, name
    return found


def random_digits(html: str, count: int, seed: int = 1) -> Iterator[tuple[int, str]]:
    """Pages with one digit changed, in what is shown or in what is carried; and where."""
    rng = random.Random(seed)
    main, proof = html.index("<main"), html.index(PROOF_BEGINS) + len(PROOF_BEGINS)
    spans = [(main, html.index("</main>")), (proof, html.index("</script>", proof))]
    places = [match.start() for match in re.finditer(r"\d", html) if any(a <= match.start() < b for a, b in spans)]
    for at in rng.sample(places, count):
        digit = rng.choice([each for each in "0123456789" if each != html[at]])
        yield at, html[:at] + digit + html[at + 1 :]
