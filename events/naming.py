"""Which fields name a party, a source or a stream: one table for the rules and for `verify`."""

from collections.abc import Mapping

REFERENCE_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("parties", "to", "from", "donor", "recipient", "via"), "party/"),
    **dict.fromkeys(("observers", "absent", "member", "parent"), "party/"),
    **dict.fromkeys(("meeting", "agreement", "part_of", "into"), ""),
    "origin": "source/",
}
"""Field to what stands before its value to make it a stream; `cites` beside them names sources."""
