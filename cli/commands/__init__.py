"""One module per command; each holds a Typer app with that one command."""
