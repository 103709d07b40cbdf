"""`bilat schema`: the vocabulary as JSON Schema, or a kind's CSV header."""

from typing import Annotated, Any

import typer

from bilat.cli.completion import kinds
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat schema > vocabulary.json",
        "bilat schema pledge-announced",
        "bilat schema --csv pledge-announced",
    )
)
def schema(
    kind: Annotated[str | None, typer.Argument(metavar="KIND", autocompletion=kinds, help="One kind of event.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="The columns of a CSV file of this kind.")] = False,
) -> None:
    """Print the JSON Schema (2020-12) of all kinds of events, or of one."""
    from bilat.cli.render.json_text import json_text
    from bilat.events.errors import BadInput

    if csv:
        if kind is None:
            raise BadInput("a CSV file holds one kind of event", "name it: bilat schema --csv pledge-announced")
        from bilat.events.formats.tables.tabular import columns

        typer.echo(",".join(columns(kind)))
    else:
        typer.echo(json_text(_vocabulary() if kind is None else _one(kind)))


def _one(kind: str) -> dict[str, Any]:
    from bilat.events.registry import event_class

    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**dialect, **_required(kind, event_class(kind).model_json_schema(mode="validation"))}


def _vocabulary() -> dict[str, Any]:
    from pydantic.json_schema import models_json_schema

    from bilat.events.kinds import KINDS
    from bilat.events.registry import event_class

    classes = {kind: event_class(kind) for kind in KINDS}
    references, whole = models_json_schema([(each, "validation") for each in classes.values()])
    chosen = [references[each, "validation"] for each in classes.values()]
    definitions = whole["$defs"]
    for kind, each in classes.items():
        _required(kind, definitions[references[each, "validation"]["$ref"].rpartition("/")[2]])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The events of a bilat ledger",
        "oneOf": chosen,
        "$defs": definitions,
    }


def _required(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Say in a kind's schema what its class checks beside the types: `kind` and, where needed, the source."""
    from bilat.events.registry import event_class

    needed = ["kind", *(("on", "cites") if event_class(kind).NEEDS_SOURCE else ())]
    schema["required"] = sorted({*schema.get("required", ()), *needed})
    return schema
