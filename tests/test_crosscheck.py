"""Copies of several sources beside each other: words count, typography does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.test_judge import TEXT
from tipdiff.cli import main

TITLE = "2023 Trafficking in Persons Report: Veldonia\n\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for every test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIPDIFF_CONFIG", raising=False)
    return tmp_path


def bring(source: str, text: str) -> None:
    """Import a copy."""
    path = Path(f"{source}.txt")
    path.write_text(TITLE + text, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["import", str(path), "--source", source, "--edition", "2023"]
    )
    assert result.exit_code == 0, result.output


def run(*words: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, ["crosscheck", *words])


def test_typography_is_no_difference() -> None:
    """Spaces and kinds of quotation marks, dashes and apostrophes."""
    text = TEXT.replace("a shelter", "the government’s “new” shelter – a house")
    bring("state_gov", text)
    bring("ecoi", text.replace("’", "'").replace("“", '"').replace("”", '"').replace("  ", " "))
    result = run()

    assert (result.exit_code, result.stdout) == (
        0,
        "Veldonia 2023, state_gov and ecoi: the same words\n",
    )


def test_words_are() -> None:
    """Both texts are shown, and the exit code says so."""
    bring("state_gov", TEXT)
    bring("ecoi", TEXT.replace("eleven traffickers", "12 traffickers"))
    result = run("--country", "Veldonia")

    assert (result.exit_code, result.stdout) == (
        1,
        (
            "Veldonia 2023, state_gov and ecoi: 1 difference\n"
            "  prosecution\n"
            "    state_gov: It convicted eleven traffickers.\n"
            "    ecoi: It convicted 12 traffickers.\n"
        ),
    )


def test_what_one_copy_lacks_is_a_difference() -> None:
    """In a section that both have."""
    bring("state_gov", TEXT)
    bring("ecoi", TEXT.replace("It convicted eleven traffickers.", ""))
    (line,) = run("--json").stdout.splitlines()

    assert json.loads(line)["differences"] == [
        {"section": "prosecution", "texts": ["It convicted eleven traffickers.", None]}
    ]


def test_one_copy_alone_is_compared_with_nothing() -> None:
    """And a second one is said to be missing."""
    bring("state_gov", TEXT)
    result = run("--edition", "2023")

    assert result.exit_code == 0
    assert result.stdout.startswith("no narrative is there from several sources")
