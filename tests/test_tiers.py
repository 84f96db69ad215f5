"""Tier history: narratives before tables, provenance kept, contradictions told and not decided."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.shared import shared
from tipdiff import countries, keep
from tipdiff.archive import Archive, verify
from tipdiff.cli import main
from tipdiff.errors import DocumentError
from tipdiff.importing import Given
from tipdiff.pipeline import bring
from tipdiff.tiers import Placement, bring_table, histories, history, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "year,name_as_in_source,tier,source,confidence\n"
TABLE = (
    HEAD
    + """2016,Malta,2,one,secondary
2017,Malta,2WL,one,secondary
2017,Malta,2,two,SUSPECT: another country's row
2019,Malta,2,one,secondary
2019,Malta,2WL,two,secondary
2020,"Malta",2,one,"secondary; a, b"
2003,Belize,3,one,June
2009,Swaziland,2WL,one,later
2017,Atlantis,3,one,secondary
2018,Atlantis,3,one,secondary
"""
)
NARRATIVE = """MALTA: Tier 2 Watch List

The Government of Malta does not fully meet the minimum standards for the elimination of
trafficking but is making significant efforts to do so. Therefore Malta remained on Tier 2 Watch
List for the second consecutive year.

PROSECUTION

The government maintained law enforcement efforts.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    table, page = tmp_path / "tiers.csv", tmp_path / "malta-2018.txt"
    table.write_text(TABLE, encoding="utf-8")
    page.write_text(NARRATIVE, encoding="utf-8")
    with Archive(tmp_path / "archive") as made:
        bring(made, page, Given(country="Malta", edition=2018))
        bring_table(made, table, [])
        yield made


def placements(archive: Archive, name: str = "malta") -> dict[int, Placement]:
    return {p.edition: p for p in history(archive, countries.find(name), []).placements}


def told(placement: Placement) -> tuple[str | None, str | None]:
    return placement.published, placement.effective


def test_a_narrative_goes_before_a_table(archive: Archive, tmp_path: Path) -> None:
    """And what the table says otherwise is told."""
    (tmp_path / "other.csv").write_text(f"{HEAD}2018,Malta,3,three,guess\n", encoding="utf-8")
    bring_table(archive, tmp_path / "other.csv", [])

    placement = placements(archive)[2018]

    assert told(placement) == ("2WL", "2WL")
    assert [w.source for w in placement.witnesses] == ["narrative (saved_file)", "three"]
    assert placement.notes == ("three says Tier 3 (guess)",)


def test_every_row_keeps_its_source_its_confidence_and_the_digest_of_its_file(
    archive: Archive,
) -> None:
    """As they stand in the file."""
    (witness,) = placements(archive)[2020].witnesses

    assert (witness.source, witness.confidence) == ("one", "secondary; a, b")
    assert witness.sha256 == hashlib.sha256(TABLE.encode()).hexdigest()


def test_rows_that_contradict_each_other_give_no_tier(archive: Archive) -> None:
    """Nothing is guessed: all are shown."""
    placement = placements(archive)[2019]

    assert told(placement) == (None, None)
    assert placement.notes == (
        "contradicted: one says Tier 2 (secondary)",
        "contradicted: two says Tier 2 Watch List (secondary)",
    )


def test_a_row_that_its_own_table_suspects_is_no_witness(archive: Archive) -> None:
    """It is shown, and decides nothing."""
    placement = placements(archive)[2017]

    assert told(placement) == ("2WL", "2WL")
    assert placement.notes == ("two says Tier 2 (SUSPECT: another country's row)",)


@pytest.mark.parametrize(
    ("name", "edition", "tiers"), [("belize", 2003, ("3", "2")), ("SZ", 2009, ("3", "2WL"))]
)
def test_a_tier_changed_after_publication_is_both(
    archive: Archive, name: str, edition: int, tiers: tuple[str, str]
) -> None:
    """Whichever of the two the table has."""
    placement = placements(archive, name)[edition]

    assert told(placement) == tiers
    assert "after publication" in placement.notes[0]


def test_a_narrative_tells_the_year_before_where_nothing_else_does(tmp_path: Path) -> None:
    """It remained on the Watch List: so it was there."""
    (tmp_path / "page.txt").write_text(NARRATIVE, encoding="utf-8")
    with Archive(tmp_path / "archive") as archive:
        bring(archive, tmp_path / "page.txt", Given(country="Malta", edition=2018))
        made = history(archive, countries.find("malta"), [])

    assert [(p.edition, p.effective) for p in made.placements] == [(2017, "2WL"), (2018, "2WL")]
    assert made.placements[0].witnesses[0].confidence == "implied: remained"
    assert made.clock is not None
    assert (made.clock.count, made.clock.at_least) == (2, True)


def test_a_movement_that_the_tiers_do_not_show_is_told(tmp_path: Path) -> None:
    """The report says remained, the table has another tier the year before."""
    page, table = tmp_path / "page.txt", tmp_path / "tiers.csv"
    page.write_text(NARRATIVE, encoding="utf-8")
    table.write_text(f"{HEAD}2017,Malta,1,one,secondary\n", encoding="utf-8")
    with Archive(tmp_path / "archive") as archive:
        bring(archive, page, Given(country="Malta", edition=2018))
        bring_table(archive, table, [])

        notes = placements(archive)[2018].notes

    assert notes == ("the report says remained, the edition before has Tier 1",)


def test_unknown_names_are_reported_and_count_for_none(archive: Archive, tmp_path: Path) -> None:
    """With their places; a second import tells the same."""
    again = bring_table(archive, tmp_path / "tiers.csv", [])

    assert (again.new, again.rows) == (False, 10)
    assert again.problems == (
        "no country is called 'Atlantis'; kept, and counted for none: lines 10, 11",
    )
    assert {made.country.iso3 for made in histories(archive, [])} == {"MLT", "BLZ", "SWZ"}


def test_the_file_is_kept_as_it_is_and_rebuild_reads_it_again(archive: Archive) -> None:
    """A table is a capture like any other; its rows are derived."""
    before = histories(archive, [])

    keep.rebuild(archive)

    assert histories(archive, []) == before
    assert verify(archive) == []
    (capture,) = archive.store.tiers.tables()
    assert archive.read(capture) == TABLE.encode()


def test_a_newer_file_of_the_same_name_takes_the_place_of_the_older(
    archive: Archive, tmp_path: Path
) -> None:
    """The older one stays in the archive, and says nothing any more."""
    newer = TABLE.replace('2020,"Malta",2,', '2020,"Malta",1,')
    (tmp_path / "tiers.csv").write_text(newer, encoding="utf-8")
    bring_table(archive, tmp_path / "tiers.csv", [])

    assert told(placements(archive)[2020]) == ("1", "1")
    assert len(archive.store.tiers.tables()) == 2


def test_an_export_takes_the_tables_along(archive: Archive, tmp_path: Path) -> None:
    """Into another archive, with the same rows."""
    from tipdiff.archive import transfer

    transfer.export_warc(archive, tmp_path / "all.warc.gz")
    with Archive(tmp_path / "other") as other:
        keep.bring_warc(other, tmp_path / "all.warc.gz", Given())

        assert histories(other, []) == histories(archive, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a,b\n1,2\n", "lacks year, name_as_in_source"),
        (b"\xff\xfe\x00", "is no table of tiers"),
        (HEAD.encode(), "no row with a year and a tier"),
        (HEAD.encode() + b'2018,"Malta,2,one,x\n', "is no table of tiers"),
        (b"", "lacks year"),
    ],
)
def test_what_is_no_table_is_refused_and_nothing_is_written(
    tmp_path: Path, text: bytes, told: str
) -> None:
    """One line, and no archive."""
    path = tmp_path / "tiers.csv"
    path.write_bytes(text)

    with Archive(tmp_path / "archive") as archive, pytest.raises(DocumentError, match=told):
        bring_table(archive, path, [])

    assert not (tmp_path / "archive").exists()


def test_a_row_without_edition_or_tier_is_left_out_and_told() -> None:
    """The others are taken."""
    read = read_table(f"{HEAD}18,Malta,2,a,b\n2018,Malta,4,a,b\n2018,Malta,2,a,b\n".encode(), "t")

    assert [row.line for row in read.rows] == [4]
    assert read.problems == (
        "line 2: '18' is no edition; the row is left out",
        "line 3: '4' is no tier (1, 2, 2WL, 3, SC); the row is left out",
    )


def run(archive: Archive, *words: str) -> Any:
    config = archive.path.parent / "config.toml"
    config.write_text('archive = "archive"\n', encoding="utf-8")
    return CliRunner().invoke(main, ["--config", str(config), *words])


def test_the_command_shows_tiers_who_says_so_and_what_may_come(archive: Archive) -> None:
    """In words, as JSON, as CSV."""
    text = run(archive, "tiers", "swaziland").stdout
    assert "Tier 3, then Tier 2 Watch List" in text
    assert "may stay on the Tier 2 Watch List in the 2010 report" in text
    assert "22 U.S.C. 7107(b)(2)(D)(i)" in text

    made = json.loads(run(archive, "tiers", "MT", "--json").stdout)
    assert made["country"] == "MLT"
    assert [row["edition"] for row in made["placements"]] == [2016, 2017, 2018, 2019, 2020]

    rows = list(csv.DictReader(io.StringIO(run(archive, "tiers", "MT", "--csv").stdout)))
    assert rows[1]["tier_effective"] == "2WL"
    assert rows[3]["tier_effective"] == ""


def test_the_tiers_of_all_countries_go_into_one_table(archive: Archive) -> None:
    """A row a country and edition; as JSON, an object a country."""
    rows = list(csv.DictReader(io.StringIO(run(archive, "tiers", "--csv").stdout)))
    assert [(row["country"], row["edition"]) for row in rows][:2] == [
        ("BLZ", "2003"), ("SWZ", "2009")
    ]  # fmt: skip

    lines = run(archive, "tiers", "--json").stdout.splitlines()
    assert [json.loads(line)["country"] for line in lines] == ["BLZ", "SWZ", "MLT"]


def test_the_clock_lists_the_countries_on_the_list_in_an_edition(archive: Archive) -> None:
    """The newest edition, or the one asked for."""
    assert "no country of the archive is known" in run(archive, "tiers", "--clock").stdout

    made = json.loads(run(archive, "tiers", "--clock", "2018", "--json").stdout)

    assert (made["country"], made["clock"]["count"]) == ("MLT", 2)
    assert "Malta" in run(archive, "tiers", "--clock", "2018").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tiers"], "give one of COUNTRY"),
        (["tiers", "malta", "--clock"], "give one of COUNTRY"),
        (["tiers", "denmark"], "no tier of Denmark"),
        (["tiers", "denmrk"], "did you mean Denmark"),
        (["tiers", "--import", "nothing.csv"], "cannot be read"),
    ],
)
def test_a_mistake_gets_one_line(archive: Archive, words: list[str], told: str) -> None:
    """Exit code 2, and nothing printed."""
    result = run(archive, *words)

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert told in result.stderr


def test_the_real_table_is_taken_whole(tmp_path: Path) -> None:
    """Every name is a country's, and the clock finds what is known of the 2026 report."""
    path = shared("tables", "tiers.csv")
    with Archive(tmp_path / "archive") as archive:
        brought = bring_table(archive, path, [])
        running = {
            made.country.iso3: (made.clock.count, made.clock.outlook[0].rule)
            for made in histories(archive, [], 2025)
            if made.clock and made.clock.years
        }

    assert (brought.rows, brought.problems) == (3134, ())
    assert {iso3 for iso3, (_, rule) in running.items() if rule == "no waiver left"} == {
        "COG", "SLB", "VUT"
    }  # fmt: skip
    assert {iso3 for iso3, (_, rule) in running.items() if rule == "re-entry"} == {
        "BRN", "DJI", "TKM"
    }  # fmt: skip
    assert {iso3 for iso3, (years, _) in running.items() if years == 2} == {
        "DZA", "BFA", "FJI", "HKG", "KGZ", "LBR", "MDV", "NPL", "NER", "RWA", "ZWE"
    }  # fmt: skip
