"""From a page's data to its bytes: the same data gives the same file, and nothing else is looked at."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from bilat.cli.page.shape import shape
from bilat.cli.page.view import view
from bilat.cli.render.inert import inert

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = ("hashing.js", "numbers.js", "shown.js", "tree.js", "check.js")
HOLE = "\x00proof\x00"
"""Where the proof goes: a text that nothing recorded can hold, since NUL is spelled out."""
PROOF_BEGINS = '<script type="application/json" id="proof">'
Sign = Callable[[str], str]
"""Signs a text: returns it as a signed note."""


def render(data: Mapping[str, Any], sign: Sign | None = None) -> str:
    """Return the page. `sign` ties what it shows to the sealer's key as well."""
    data = orjson.loads(orjson.dumps(data))  # the parts write into the explanation
    proof = dict(data["proof"]) | {
        "boundary": data["boundary"],
        "bilat": data["stamp"]["bilat"],
        "form": data["page"],
    }
    body = _environment().get_template("page.html").render(view(data) | _frame())
    note = shape_note(proof, shape(body))
    return body.replace(HOLE, inline_json(proof | {"page": sign(note) if sign else note}), 1)


def shape_note(proof: Mapping[str, Any], digest: str) -> str:
    """Return the text that is signed for what a page shows."""
    return f"bilat page 1\n{proof['origin']}\n{proof['size']}\n{digest}\n"


def inline_json(value: Any) -> str:
    """Return JSON that cannot end its script element, nor begin another or a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for each in "<>&\u2028\u2029":
        text = text.replace(each, f"\\u{ord(each):04x}")
    return text


@cache
def style(*names: str) -> str:
    """Return style sheets, one after another."""
    return "".join((TEMPLATES / name).read_text("utf-8") for name in names)


@cache
def script() -> str:
    """Return the script that checks a page: strict, in one closure."""
    body = "".join((TEMPLATES / "script" / name).read_text("utf-8") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def policy(styled: str, scripted: str | None = None) -> str:
    """Return the content policy of a page: nothing but this style and this script, no network, no form."""
    allowed = f"script-src '{_source(scripted)}'; " if scripted is not None else ""
    styles = f"style-src '{_source(styled)}'; "
    return f"default-src 'none'; {allowed}{styles}img-src data:; base-uri 'none'; form-action 'none'"


def _frame() -> dict[str, Markup]:
    css, js = style("page.css", "print.css"), script()
    return {"css": Markup(css), "js": Markup(js), "policy": Markup(policy(css, js)), "hole": Markup(HOLE)}


def _source(text: str) -> str:
    return f"sha256-{_sha256(text)}"


def _sha256(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    made.filters["plural"] = lambda count, one, many=None: one if count == 1 else (many or f"{one}s")
    made.filters["upper_first"] = lambda text: text[:1].upper() + text[1:]
    return made


def template(name: str) -> jinja2.Template:
    """Return a template by name."""
    return _environment().get_template(name)
