"""Release day: every country of an edition in one table, in every form."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote

import jsonschema
import pytest
from bs4 import BeautifulSoup

from tests.comparisons import hostile, veldonia
from tests.release_samples import COMPARED, filled
from tests.test_cli import error_of, folder, run
from tipdiff import batch, countries
from tipdiff.capture import Exchange, Facts
from tipdiff.release import KINDS, Release, Row, Wish, pairs_of, release, row_of
from tipdiff.report.release_html import page_name, render_index
from tipdiff.report.release_tables import COLUMNS, render_csv, render_json, write_xlsx
from tipdiff.report.release_terminal import render_terminal
from tipdiff.subscriptions import region_names
from tipdiff.template_changes import SharedEdit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.archive import Archive

__all__ = ["folder"]

SOURCES = ["state_gov"]


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """Fourteen countries; of the newer edition one is blocked and Nepal is missing."""
    with filled(folder / "archive") as made:
        facts = Facts(source="state_gov", country="NPL", edition=2023, status="blocked")
        body = b"Access Denied"
        made.add_fetched(
            Exchange(url="https://www.example.org/np", http_status=403, body=body), facts
        )
        yield made


def made(archive: Archive, **wish: object) -> Release:
    asked = Wish(series="tip", edition=2023, **wish)  # type: ignore[arg-type]
    return release(archive, asked, pairs_of(archive, asked, SOURCES), SOURCES)


def row(table: Release, name: str) -> Row:
    return next(row for row in table.rows if row.country.name == name)


def names(table: Release) -> list[str]:
    return [row.country.name for row in table.rows]


def test_the_weightiest_country_comes_first_and_what_was_not_compared_last(
    archive: Archive,
) -> None:
    """A tier change before a grade before a deficiency; then the weight of all changes."""
    table = made(archive)

    assert names(table)[:5] == ["Denmark", "Chad", "Egypt", "Fiji", "Brazil"]
    assert {*names(table)[:12]} == {*COMPARED}
    assert [(r.country.name, r.coverage) for r in table.rows[12:]] == [
        ("Nepal", "blocked"),
        ("Mexico", "full"),
    ]


def test_a_row_tells_of_tiers_changes_and_length(archive: Archive) -> None:
    chad = row(made(archive), "Chad")

    assert chad.compared is not None
    assert (chad.compared.tier_before, chad.tier, chad.move) == ("2", "2WL", "downgraded")
    assert [(t.kind, t.number, t.weight) for t in chad.compared.tallies] == [
        ("headline", 1, 100),
        ("reworded", 1, 54),
    ]
    assert (chad.compared.changes, chad.compared.weight) == (2, 154)
    assert chad.compared.top[0].label == "tier change: Tier 2 to Tier 2 Watch List"
    assert "therefore Chad was downgraded to Tier 2 Watch List" in chad.compared.top[0].quote
    assert chad.characters is not None
    assert chad.growth == chad.characters / chad.compared.characters_before - 1
    assert chad.region is not None
    assert chad.region.code == "AF"
    assert row(made(archive), "Denmark").move == "upgraded"


def test_wording_of_the_edition_is_told_once_and_is_nobodys_change(archive: Archive) -> None:
    table = made(archive)

    assert [(e.old, e.new, len(e.countries), e.template) for e in table.edits] == [
        ("order restitution for", "award compensation to", 12, True),
        ("", "Police closed nine bars.", 6, False),
        ("fund shelters for men in all", "pay for homes for men in remote", 6, False),
    ]
    kenya = row(table, "Kenya")
    assert kenya.compared is not None
    assert (kenya.compared.changes, kenya.compared.wording, kenya.compared.top) == (0, 1, ())


def test_narrowing_keeps_what_is_wording_for_the_whole_edition(archive: Archive) -> None:
    """Of the three countries of a region alone nothing would be wording."""
    africa = made(archive, regions=("AF",))

    assert names(africa) == ["Chad", "Ghana", "Kenya"]
    assert africa.edits == made(archive).edits
    assert row(africa, "Chad") == row(made(archive), "Chad")


def test_tiers_and_themes_narrow(archive: Archive) -> None:
    assert names(made(archive, tiers=("2WL", "1"))) == ["Denmark", "Chad"]

    sheltered = made(archive, themes=("victim services",))
    assert {*names(sheltered)} == {*COMPARED[:6]}
    chad = row(sheltered, "Chad")
    assert chad.compared is not None
    assert [(t.kind, t.number) for t in chad.compared.tallies] == [("reworded", 1)]


def test_tiers_that_no_narrative_states_are_those_of_the_tables(
    archive: Archive, folder: Path
) -> None:
    """A blocked country has a row with its tier, and is found by it."""
    table = "year,name_as_in_source,tier,source,confidence\n2023,Nepal,2WL,paper,secondary\n"
    (folder / "tiers.csv").write_text(table, encoding="utf-8")
    assert run("tiers", "--import", "tiers.csv").exit_code == 0

    nepal = row(made(archive, tiers=("2WL",)), "Nepal")

    assert (nepal.tier, nepal.coverage, nepal.compared) == ("2WL", "blocked", None)


def test_an_edition_may_be_compared_with_an_earlier_one(archive: Archive) -> None:
    assert made(archive, against=2022).rows == made(archive).rows


def test_a_partial_copy_is_called_so_and_has_no_growth() -> None:
    """The newer copy of the made-up country lacks the section Prevention."""
    partial = row_of(veldonia())

    assert partial.coverage == "partial"
    assert partial.growth is None
    assert partial.compared is not None
    assert partial.compared.not_compared == "copy of 2023 partial: Prevention"
    assert partial.compared.changes == len(veldonia().changes)
    assert partial.compared.weight == sum(c.significance for c in veldonia().changes)


def test_an_edition_that_is_not_there_is_told_with_those_that_are(archive: Archive) -> None:
    assert error_of("release", "2024") == (
        "the archive has no narrative of 2024 (tip): there are 2022, 2023"
    )
    assert error_of("release", "2023", "--against", "2021").startswith("the archive has no narr")
    assert "must be an edition before 2022" in error_of("release", "2022", "--against", "2023")
    assert error_of("release", "23") == "an edition is a year such as 2023, not '23'"
    assert "no theme is called 'shelters'" in error_of("release", "2023", "--theme", "shelters")
    assert error_of("release", "2023", "--region", "Afrika") == (
        "there is no region 'Afrika'; did you mean 'AF'?"
    )
    assert error_of("release", "2023", "--format", "xlsx") == (
        "--format xlsx needs a file to write to: -o NAME"
    )


def test_the_oldest_edition_has_nothing_to_compare_with(archive: Archive) -> None:
    result = run("release", "2022")

    assert result.exit_code == 0
    assert "0 countries compared" in result.stdout
    assert "13 with no earlier edition" in " ".join(result.stdout.split())


def test_the_terminal_table_fits_and_a_wider_one_tells_more(archive: Archive) -> None:
    narrow, wide = (render_terminal(made(archive), width=width) for width in (80, 160))
    least = render_terminal(made(archive), width=60)

    for text, width in ((least, 60), (narrow, 80), (wide, 160)):
        assert max(map(len, text.split("\n"))) <= width
    head = next(line for line in narrow.split("\n") if line.startswith("country"))
    assert head.split() == "country tier weight changes new dropped length coverage".split()
    assert "Chad                   2 → 2WL ▼      154       2" in narrow
    assert "tier change: Tier 2 to Tier 2 Watch List" in wide
    assert "   12  inspectors to “order restitution for” → “award compensation" in narrow
    assert "12 countries compared, 1 upgraded, 1 downgraded, 21 changes" in narrow


def test_the_csv_has_a_row_a_country(archive: Archive) -> None:
    rows = [*csv.DictReader(io.StringIO(run("release", "2023", "--format", "csv").stdout))]

    assert [*rows[0]] == [*COLUMNS]
    assert len(rows) == 14
    chad = next(r for r in rows if r["iso3"] == "TCD")
    assert (chad["tier_before"], chad["tier"], chad["move"]) == ("2", "2WL", "downgraded")
    assert (chad["changes"], chad["weight"], chad["headline"], chad["headline_weight"]) == (
        *("2", "154", "1", "100"),
    )
    assert rows[-1]["changes"] == ""
    assert float(chad["growth"]) > -1


def acting(words: str) -> Release:
    """A table in which what comes from outside begins like a formula."""
    told = row_of(hostile(words))
    assert told.compared is not None
    top = tuple(replace(t, label=words, id=words) for t in told.compared.top)
    edit = SharedEdit(
        id="edit-1",
        kind="replaced",
        old=words,
        new=words,
        countries=(told.country,),
        compared=1,
        template=True,
        rule="rule",
    )
    told = replace(told, compared=replace(told.compared, top=top, not_compared=words))
    return Release(wish=Wish(series="tip", edition=2023), rows=(told,), edits=(edit,))


ACTING = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("words", ACTING)
def test_no_cell_of_the_csv_acts_as_a_formula(words: str) -> None:
    (_, line) = csv.reader(io.StringIO(render_csv(acting(words)), newline=""))

    assert [c for c in line if c[:1] in "=+-@\t\r" and c and not c.lstrip("-").isdigit()] == []


@pytest.mark.parametrize("words", [*ACTING, "http://evil.example", "{=1}"])
def test_the_workbook_holds_texts_as_texts(tmp_path: Path, words: str) -> None:
    from openpyxl import load_workbook

    write_xlsx(acting(words), tmp_path / "table.xlsx")

    book = load_workbook(tmp_path / "table.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert words.strip() in [cell.value for cell in cells]


def test_the_workbook_is_the_table(archive: Archive, folder: Path) -> None:
    from openpyxl import load_workbook

    result = run("release", "2023", "-o", "table.xlsx")
    again = run("release", "2023", "-o", "again.xlsx")

    assert (result.exit_code, again.exit_code) == (0, 0), result.output
    book = load_workbook(folder / "table.xlsx")
    assert book.sheetnames == ["Countries", "Same edits"]
    rows = [*book["Countries"].values]
    assert rows[0] == COLUMNS
    assert dict(zip(rows[0], rows[2], strict=True))["country"] == "Chad"
    assert dict(zip(rows[0], rows[2], strict=True))["weight"] == 154
    assert (folder / "table.xlsx").read_bytes() == (folder / "again.xlsx").read_bytes()
    assert not list(folder.glob(".*.part"))


def test_the_json_is_of_its_schema(archive: Archive) -> None:
    path = files("tipdiff").joinpath("data/release.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    data = json.loads(run("release", "2023", "--format", "json", "--region", "Africa").stdout)

    jsonschema.validate(data, schema)
    assert data["selection"]["regions"] == ["AF"]
    assert [r["iso3"] for r in data["rows"]] == ["TCD", "GHA", "KEN"]
    assert data["rows"][0]["kinds"]["headline"] == {"number": 1, "weight": 100}
    assert data["edits"][0]["is_wording"] is True
    for words in ("\x1b[31m", "\u202e", *ACTING):
        text = render_json(acting(words))
        jsonschema.validate(json.loads(text), schema)
        assert json.loads(text)["rows"][0]["top"][0]["label"] == words
        assert "\x1b" not in text


def test_html_in_a_file_has_the_pages_of_the_countries_in_a_folder_beside_it(
    archive: Archive, folder: Path
) -> None:
    assert run("release", "2023", "-o", "out.html").exit_code == 0

    pages = {path.name for path in (folder / "out").iterdir()}
    assert pages == {f"{countries.find(n).slug}.html" for n in COMPARED}
    assert 'href="out/chad.html"' in (folder / "out.html").read_text(encoding="utf-8")


def test_html_in_a_folder_has_the_table_and_a_page_for_each_country(
    archive: Archive, folder: Path
) -> None:
    result = run("release", "2023", "-o", "out")

    assert result.exit_code == 0, result.output
    pages = {path.name for path in (folder / "out").iterdir()}
    assert pages == {"index.html", *(f"{countries.find(n).slug}.html" for n in COMPARED)}
    chad = (folder / "out" / "chad.html").read_text(encoding="utf-8")
    assert 'href="index.html"' in chad
    assert "in 12 of 12 countries" not in chad


@pytest.mark.parametrize(
    ("name", "table"), [("out", "out/index.html"), ("the 2023 edition.html",) * 2]
)
def test_every_link_of_the_table_leads_to_a_page_and_a_change(
    archive: Archive, folder: Path, name: str, table: str
) -> None:
    assert run("release", "2023", "-o", name).exit_code == 0

    soup = BeautifulSoup((folder / table).read_bytes(), "lxml")
    links = {str(a["href"]) for a in soup.select("main a") if not str(a["href"]).startswith("#")}
    for page, _, anchor in (unquote(link).partition("#") for link in links):
        path = folder / table
        found = BeautifulSoup((path.parent / page).read_bytes(), "lxml")
        back = str(found.select(".kicker a")[0]["href"])
        assert (path.parent / page).parent.joinpath(unquote(back)).resolve() == path.resolve()
        assert not anchor or found.find("article", id=anchor)
    assert len([link for link in links if "#" in link]) == 21 - 2


def test_a_name_from_a_document_chooses_no_path() -> None:
    """The file is named by the table of countries."""
    country = replace(countries.find("Chad"), slug="../../etc/passwd", name="../x")

    assert page_name(country) == "chad.html"


def test_nothing_from_a_narrative_becomes_markup_or_script() -> None:
    words = "</script><script>alert(1)</script>"
    table = acting(words)
    text = render_index(
        replace(table, rows=(replace(table.rows[0], country=countries.find("XVE")),))
    )

    assert text.count("<script>") == 1
    assert "<script>alert" not in text


def test_a_second_call_compares_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons are kept; two processes find what one does."""
    first = run("release", "2023", "--format", "json", "--workers", "2").stdout
    monkeypatch.setattr(batch, "compare", None)

    assert run("release", "2023", "--format", "json", "--workers", "1").stdout == first


def test_a_file_in_place_of_the_folder_is_told(archive: Archive, folder: Path) -> None:
    (folder / "out").write_text("mine", encoding="utf-8")

    assert error_of("release", "2023", "--format", "html", "-o", "out").startswith("out is a file")
    assert (folder / "out").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_place_of_the_page_is_told(archive: Archive, folder: Path) -> None:
    (folder / "out.html").mkdir()

    assert error_of("release", "2023", "-o", "out.html").startswith("out.html is a folder")
    assert not (folder / "out").exists()


def test_a_name_that_no_format_goes_with_is_told(archive: Archive) -> None:
    assert error_of("release", "2023", "-o", "out.svg").startswith("no format goes with the name")


def test_a_series_without_tiers_is_shown_without_them() -> None:
    """Human Rights Reports rate nobody."""
    told = replace(row_of(veldonia()), tier=None)
    table = Release(wish=Wish(series="hrr", edition=2023), rows=(told,), edits=())

    head = next(x for x in render_terminal(table, width=160).split("\n") if "weight" in x).split()
    page = render_index(table)
    assert not {"tier", "grades"} & {*head}
    assert "upgraded" not in render_terminal(table, width=160) + page.partition("<main>")[2]
    assert ">Tier" not in page
    assert (
        page.count('<th scope="col"')
        == page.partition("<tbody>")[2].partition("</tr>")[0].count("<td") + 1
    )


def test_every_kind_of_change_has_a_column() -> None:
    assert {*KINDS} == {"headline", "new", "dropped", "turned", "updated", "reworded", "moved"}
    assert {"AF", "WHA"} <= {*region_names()}
