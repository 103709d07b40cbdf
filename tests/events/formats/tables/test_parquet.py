"""Parquet: typed columns out, typed or plain columns in."""

from io import BytesIO
from typing import Any

import polars as pl

from bilat.events.formats.tables.parquet import write
from tests.events.formats.reading_of import fields_read, problems

LINES = [
    b'{"amount":{"bound":"exact","unit":"USD","value":"123456789012345678.5"},"cites":[{"quote":"q","source":"s"}],'
    b'"ids":{"fts":"7"},"kind":"pledge-announced","on":"2023-05","stream":"pledge/a","version":1}',
    b'{"cites":[{"source":"s"}],"kind":"meeting-held","on":"2023","parties":["JP","VN"],"place":"4",'
    b'"stream":"meeting/m","version":1}',
]


def packed(**columns: list[Any]) -> bytes:
    out = BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def test_columns_are_typed() -> None:
    out = BytesIO()
    write(LINES, out)
    schema = pl.read_parquet(BytesIO(out.getvalue())).schema
    citation = pl.Struct(dict.fromkeys(("source", "locator", "quote", "published"), pl.String))
    assert dict(schema) == {
        "kind": pl.String,
        "stream": pl.String,
        "version": pl.Int64,
        "on": pl.String,
        "cites": pl.List(citation),
        "parties": pl.List(pl.String),
        "place": pl.String,
        "ids.fts": pl.String,
        "amount_value": pl.Decimal(38, 15),
        "amount_unit": pl.String,
        "amount_bound": pl.String,
    }


def test_plain_columns_are_read_as_in_csv() -> None:
    kinds = ["pledge-completed"] * 2
    content = packed(stream=["pledge/a", "pledge/b"], on=["2023", ""], cites=["s|t", None], kind=kinds)
    assert "row 2: pledge-completed needs `on`" in problems("parquet", content)[0]
    content = packed(stream=["pledge/a"], on=["2023"], cites=["s|t"])
    assert fields_read("parquet", content, kind="pledge-completed")[0]["cites"] == [{"source": "s"}, {"source": "t"}]


def test_what_is_wrong_is_reported() -> None:
    assert "not a Parquet file" in problems("parquet", b"hello")[0]
    assert "column reson: unknown column (did you mean reason" in problems("parquet", packed(reson=["x"]))[0]
    assert "row 1: an event needs its `kind`" in problems("parquet", packed(stream=["pledge/a"]))[0]
    found = problems(
        "parquet",
        packed(
            kind=["pledge-committed"],
            stream=["pledge/a"],
            on=["2023"],
            cites=["s"],
            amount_value=[0.5],
            amount_unit=["USD"],
        ),
    )
    assert "floating point loses digits" in found[0]
    found = problems("parquet", packed(kind=["pledge-announced"], stream=["pledge/a"], new_money=["perhaps"]))
    assert "row 1: new_money: 'perhaps' is neither true nor false" in found[0]
