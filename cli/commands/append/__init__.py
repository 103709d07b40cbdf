"""The command `append`: a form made of the event class."""
