"""The draft file: proposals as YAML documents that a person decides about, one after another, or in an editor."""
