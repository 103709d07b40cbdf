"""What writes the generated pages of `docs/`; `nox -s docs` runs it, tests compare."""
