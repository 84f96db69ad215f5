"""Series of reports are data: found by name, with all that the machine asks of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tipdiff import series
from tipdiff.cli import main
from tipdiff.errors import UsageError

if TYPE_CHECKING:
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
