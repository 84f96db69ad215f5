"""Series of reports are data: found by name, with all that the machine asks of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tipdiff import compare, parse_text, series
from tipdiff.cli import main
from tipdiff.errors import NotANarrative, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.tables.series import Series


def test_a_series_is_found_by_its_name() -> None:
    assert series.find("tip").title == "Trafficking in Persons Report"
    assert series.find("hrr").title == "Country Reports on Human Rights Practices"
    assert list(series.every()) == ["tip", "hrr"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("hr", "did you mean 'hrr'?"), ("tips", "did you mean 'tip'?"), ("xyz", "there are tip, hrr")],
)
def test_a_slip_is_answered_with_the_nearest_name(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"no series {name!r}; {hint}")):
        series.find(name)


def test_the_names_of_sections_are_clear_in_all_series() -> None:
    rows = [row for each in series.every().values() for row in each.sections]
    assert len({kind for kind, _ in rows}) == len(set(rows))
    assert all(re.fullmatch(r"[a-z_]+", kind) for kind, _ in rows)


@pytest.mark.parametrize("each", series.every().values(), ids=lambda each: each.name)
def test_a_sign_is_in_the_title_and_in_the_address(each: Series) -> None:
    for text in (each.title, each.address):
        assert re.search(each.sign, text, re.IGNORECASE)


@pytest.mark.parametrize("words", ["show chile 2020", "diff chile 2019 2020", "list", "revisions"])
def test_commands_take_a_series_and_tell_of_a_slip(words: str) -> None:
    result = CliRunner().invoke(main, [*words.split(), "--series", "hhr"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "tipdiff: there is no series 'hhr'; did you mean 'hrr'?\n"


SECTION = """\
Section 2. Respect for Civil Liberties

a. Freedom of Expression

The constitution of Veldonia provides for freedom of expression.

b. Freedoms of Peaceful Assembly and Association

Police in the port did not let fishers march.
"""
PARAGRAPHS = """\
Section 2. Respect for Civil Liberties

Internet Freedom

The government of Veldonia did not disrupt access to the internet.
"""


def test_a_section_alone_is_known_by_its_headings() -> None:
    read = parse_text(SECTION, edition=2019, country="Veldonia")
    assert (read.series, read.warnings) == ("hrr", ())
    assert [s.kind for s in read.sections] == ["other", "expression", "assembly"]


def test_a_part_of_a_report_is_partial_and_drops_nothing_of_the_rest() -> None:
    unions = "a. Freedom of Association and the Right to Collective Bargaining"
    more = f"{SECTION}\nSection 7. Worker Rights\n\n{unions}\n\nFishers struck.\n"
    whole, part = (
        parse_text(text, edition=year, country="Veldonia")
        for year, text in ((2019, more), (2020, SECTION))
    )
    compared = compare(whole, part)

    assert part.partial
    assert ("unions" in part.missing, "unions" in whole.missing) == (True, False)
    assert (compared.changes, compared.uncompared) == ((), ("unions",))


def test_a_text_with_fewer_headings_is_of_the_series_that_is_given() -> None:
    read = parse_text(PARAGRAPHS, edition=2019, country="Veldonia", series="hrr")
    assert [(s.kind, len(s.statements)) for s in read.sections] == [("other", 0), ("internet", 1)]
    with pytest.raises(NotANarrative):
        parse_text("Nothing of the kind.", edition=2019, country="Veldonia", series="hrr")


def test_a_series_given_against_what_the_document_says_is_warned_of() -> None:
    read = parse_text(SECTION, edition=2019, country="Veldonia", series="tip")
    assert read.series == "tip"
    assert "series: the document looks like hrr, but tip was given" in read.warnings


def test_the_series_given_stays_when_a_capture_is_read_anew(tmp_path: Path) -> None:
    """In commands as well: it is kept beside the bytes."""
    (tmp_path / "config.toml").write_text('archive = "archive"\n', encoding="utf-8")
    file = tmp_path / "veldonia-2019.txt"
    file.write_text(PARAGRAPHS, encoding="utf-8")

    def told(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["--config", str(tmp_path / "config.toml"), *words])
        assert result.exit_code == code, result.output
        return result.output

    assert "series hrr" in told("import", str(file), "--series", "hrr")
    told("rebuild")
    assert json.loads(told("list", "--json"))["series"] == "hrr"
    assert json.loads(told("parse", str(file), "--series", "hrr", "--json"))["series"] == "hrr"
    assert "--series hrr has it" in told("history", "veldonia", code=2)
    assert "No change" in told("diff", str(file), str(file), "--series", "hrr")
