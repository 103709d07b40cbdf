"""The parts of a page: from its data to what the template shows, a module a section."""
