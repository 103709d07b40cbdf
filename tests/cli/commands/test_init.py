"""New ledgers, and the demonstration on a throw-away one."""

from pathlib import Path

from tests.cli.conftest import Bilat


def test_a_plain_init_records_nothing(bilat: Bilat) -> None:
    assert bilat("init", "a.db") == (0, "created a.db\n", "")
    assert bilat("--ledger", "a.db", "export").out == ""


def test_a_history_may_be_loaded(bilat: Bilat) -> None:
    answer = bilat("init", "a.db", "--with", "asean-japan")
    assert answer.code == 0
    assert answer.out.startswith("created a.db\nrecorded ")


def test_an_unknown_history_creates_nothing(bilat: Bilat) -> None:
    answer = bilat("init", "a.db", "--with", "asean-jpan")
    assert answer.code == 2
    assert "asean-japan" in answer.err
    assert not Path("a.db").exists()


def test_an_existing_ledger_is_left_alone(ledger: Bilat) -> None:
    answer = ledger("init")
    assert answer.code == 2
    assert "exists already" in answer.err
    assert "4 events" in ledger("log").out


def test_the_demo_answers_in_sixty_lines_says_how_to_go_on_and_leaves_nothing(bilat: Bilat) -> None:
    answer = bilat("demo")
    assert (answer.code, answer.err) == (0, "")
    headings = [line.split(" ──")[0] for line in answer.out.splitlines() if line.endswith("──")]
    named = [heading.split()[1] for heading in headings]
    assert named == ["summary", "commitments", "delivery", "timeline", "trade", "check", "these"]
    assert "root " in answer.out
    assert answer.out.splitlines()[-1].startswith("bilat append")
    assert len(answer.out.splitlines()) <= 60
    assert max(map(len, answer.out.splitlines())) <= 80
    assert list(Path().iterdir()) == []


def test_a_ledger_on_a_server_comes_with_its_grants_and_without_its_password(bilat: Bilat, database: str) -> None:
    made = bilat("init", database.replace("postgres:@", "postgres:secret@"))
    assert made.code == 0
    assert "GRANT SELECT, INSERT ON" in made.out
    assert "secret" not in made.out + made.err
