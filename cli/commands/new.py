"""`bilat new`: a YAML file to fill in and import."""

from typing import Annotated

import typer

from bilat.cli.completion import kinds
from bilat.cli.options import examples

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    epilog=examples(
        "bilat new pledge-announced > p.yaml",
        "bilat schema pledge-announced > bilat.schema.json",
        "bilat import p.yaml --dry-run",
    )
)
def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", autocompletion=kinds, help="The kind of event it is for.")],
    schema: Annotated[
        str | None,
        typer.Option(metavar="PATH|URL", help="Where editors find the JSON Schema; default: beside the file."),
    ] = None,
) -> None:
    """Print a commented YAML template for one kind of event.

    Fill it in with any editor; those that know the YAML language server complete and check the fields.
    """
    from bilat.events.formats.yaml.template import SCHEMA, template

    typer.echo(template(kind, schema or SCHEMA), nl=False)
