"""Asking people: one question a field, checked at once; used wherever somebody sits at a terminal, or left a script."""
