"""Templates to fill in, from the command line to the ledger."""

from pathlib import Path

from tests.cli.conftest import Bilat


def test_a_template_is_filled_in_and_imported(ledger: Bilat) -> None:
    text = ledger("new", "pledge-topped-up").out
    assert text.startswith("# yaml-language-server: $schema=bilat.schema.json\n")
    Path("p.yaml").write_text(text)
    refused = ledger("import", "p.yaml")
    assert refused.code == 2
    assert "p.yaml" not in refused.out
    for blank, filled in (
        ("stream: pledge/", "stream: pledge/exchange"),
        ("on: ", "on: 2024-03"),
        ("- source:", "- source: mofa"),
        ("amount: ", "amount: JPY 5bn"),
    ):
        text = text.replace(blank, filled, 1)
    Path("p.yaml").write_text(text)
    assert ledger("import", "p.yaml").out == "recorded 1 event @5\n"


def test_the_schema_may_lie_elsewhere(bilat: Bilat) -> None:
    assert "$schema=https://example.org/s" in bilat("new", "meeting-held", "--schema", "https://example.org/s").out


def test_an_unknown_kind_is_refused(bilat: Bilat) -> None:
    answer = bilat("new", "meeting-hold")
    assert answer.code == 2
    assert "did you mean meeting-held" in answer.err
