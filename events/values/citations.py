"""Citations: which source tells an event, where in it, and in what words."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bilat.events.values.codes import Slug, Text
from bilat.events.values.dates import Day


class Citation(BaseModel):
    """A place in a source. `published` overrides the date of the source (a row of a dataset).

    Text form, accepted wherever a citation is typed: `SLUG` or `SLUG#LOCATOR`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: Slug
    locator: Text | None = None
    quote: Text | None = None
    published: Day | None = None

    def __str__(self) -> str:
        return f"{self.source}#{self.locator}" if self.locator else self.source


def _from_text(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    source, _, locator = given.partition("#")
    return {"source": source, "locator": locator} if locator else {"source": source}


Cite = Annotated[Citation, BeforeValidator(_from_text, json_schema_input_type=Citation | str)]
