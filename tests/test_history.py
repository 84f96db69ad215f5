"""tipdiff history: the picture, the page, the tables, and what a mistake gets."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import jsonschema
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

import tipdiff
from tests.browser import DESKTOP, PHONE
from tests.editions import EDITIONS, bring_editions, document
from tipdiff import countries
from tipdiff.archive import Archive
from tipdiff.cli import main
from tipdiff.ledger.model import FateKind, Gap
from tipdiff.model import ChangeKind
from tipdiff.pipeline import history
from tipdiff.report.history.csv import render_csv
from tipdiff.report.history.signs import SIGNS

if TYPE_CHECKING:
    from tests.browser import Browser

SCHEMA_FILE = Path(tipdiff.__file__).parent / "data" / "history.schema.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("history")
    (made / "config.toml").write_text('archive = "archive"\n', encoding="utf-8")
    with Archive(made / "archive") as archive:
        bring_editions(archive, made)
    return made


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(folder / "config.toml"), *words])


def told(folder: Path, *words: str) -> str:
    result = run(folder, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def page(folder: Path, *words: str) -> BeautifulSoup:
    return BeautifulSoup(told(folder, "history", "veldonia", "--format", "html", *words), "lxml")


PICTURE = """\
RECOMMENDATIONS: 7 OPEN, 1 NO LONGER MENTIONED, 1 ADDRESSED
────────────────────────────────────────────────────────────────────────────────
first last row  16 17 18 19 20 21 22 23
 2016 2023   7  ○  =  =  =  ┊  =  =  =  Fund the public shelter in the capital.
 2016 2023   7  ○  ▲  =  =  ┊  =  =  =  Vigorously train judges on the 2012 ant…
 2016 2023   7  ○  =  =  ▼  ┊  =  =  =  Inspect fishing vessels for signs of fo…
 2016 2023   3  ○  =  ×  ·  ┊  ↺  =  =  Open a hotline that answers calls in se…
 2018 2023   5        ●  >  ┊  =  =  =  Screen seasonal workers on farms and do…
 2019 2023   4           ●  ┊  =  ↕  =  End recruitment fees that brokers charg…
 2023 2023   1              ┊        ●  Amend the immigration code to let survi…
 2016 2021   5  ○  <  =  =  ┊  =  ×  ·  Publish annual figures on the compensat…
 2016 2019   4  ○  =  =  =  ┊  ✓  ·  ·  Adopt a national action plan to combat …
"""


def test_the_picture_has_a_line_a_thread_the_oldest_open_one_first(folder: Path) -> None:
    """Years across, threads down, in eighty columns."""
    shown = told(folder, "history", "veldonia", "--recommendations", "--width", "80")

    assert PICTURE in shown
    assert "Not in the archive: 2020." in shown
    assert "The copy of 2018 (gvnet) is known to be partial" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_what_became_of_it_is_quoted_from_both_editions(folder: Path) -> None:
    """And no word claims a cause."""
    shown = " ".join(told(folder, "history", "veldonia", "--deficiencies").split())

    assert (
        "2022 addressed: “The government did not grant residence permits to foreign victims of "
        "trafficking.” 2022 says in summary, sentence 4: “The government granted residence "
        "permits to foreign victims of trafficking.” score 1.00, by rule: deficiency now reported"
    ) in shown
    assert not re.search(r"\b(?:because|caused|led to|thanks to|due to|result of)\b", shown)


def test_what_came_back_says_when(folder: Path) -> None:
    shown = told(folder, "history", "veldonia", "--recommendations", "--width", "120")

    assert "2018  no longer mentioned in what the copy holds (back in 2021): “open a" in shown


def test_in_full_every_wording_stands_with_its_year(folder: Path) -> None:
    shown = told(folder, "history", "veldonia", "--recommendations", "--full", "--width", "100")

    assert "2016  train judges on the 2012 anti-trafficking law\n" in shown
    assert "2017  strengthened, reworded: vigorously train judges on the 2012 anti" in shown


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_picture_fits_any_terminal(folder: Path, width: int) -> None:
    shown = told(folder, "history", "veldonia", "--width", str(width))

    assert max(map(len, shown.splitlines())) <= width


def test_since_leaves_out_what_ended_before(folder: Path) -> None:
    """First seen stays what it is; only the years before are not drawn."""
    shown = told(folder, "history", "veldonia", "--recommendations", "--since", "2021")

    assert "first last row  21 22 23\n" in shown
    assert " 2016 2023   7  =  =  =  Fund the public shelter" in shown
    assert "Adopt a national action plan" not in shown


def test_without_a_kind_every_thread_is_told_once(folder: Path) -> None:
    data = json.loads(told(folder, "history", "veldonia", "--format", "json"))
    threads = [thread for group in data["groups"] for thread in group["threads"]]
    counts: dict[int, int] = dict.fromkeys(EDITIONS, 0)
    for thread in threads:
        for year in thread["years"]:
            counts[year["year"]] = counts.get(year["year"], 0) + len(year["statements"])

    assert len({thread["id"] for thread in threads}) == len(threads)
    assert {e["edition"]: e["statements"] for e in data["editions"]} == {
        year: count for year, count in counts.items() if count
    }


def test_json_has_steps_fates_and_evidence(folder: Path) -> None:
    data = json.loads(told(folder, "history", "XVE", "--recommendations", "--format", "json"))
    (group,) = data["groups"]
    by_text: dict[str, Any] = {
        t["fates"][0]["of"][0]["text"]: t for t in group["threads"] if t["fates"]
    }
    adopted = by_text["Adopt a national action plan to combat trafficking."]
    hotline = by_text["open a hotline that answers calls in several languages."]

    assert (data["schema"], data["years"]) == ("tipdiff.history/1", list(range(2016, 2024)))
    assert all(len(e["evidence"]["sha256"]) == 64 for e in data["editions"])
    assert [e["partial"] for e in data["editions"]].count(True) == 1
    assert adopted["status"] == "addressed"
    assert adopted["fates"][0]["says"][0]["place"] == "summary, sentence 4"
    assert [step["gap"] for step in hotline["steps"]] == [None, "returned", None, None]
    assert hotline["status"] == "open"


@pytest.mark.parametrize("words", [(), ("--deficiencies",), ("--since", "2021")])
def test_json_keeps_to_the_schema_that_is_shipped(folder: Path, words: tuple[str, ...]) -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    data = json.loads(told(folder, "history", "veldonia", "--format", "json", *words))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)


@pytest.mark.parametrize(
    ("part", "name", "values"),
    [("step", "gap", Gap), ("fate", "kind", FateKind), ("step", "kind", ChangeKind)],
)
def test_the_schema_knows_every_value(part: str, name: str, values: Any) -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))

    known = schema["$defs"][part]["properties"][name]["enum"]
    assert [value for value in known if value] == list(get_args(values))


def test_csv_has_a_row_a_thread_and_a_column_a_year(folder: Path) -> None:
    text = told(folder, "history", "veldonia", "--recommendations", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert len(rows) == 9
    assert [rows[1][str(year)] for year in range(2016, 2024)] == [
        *("first", "strengthened reworded", "unchanged", "unchanged"),
        *("missing", "unchanged", "unchanged", "unchanged"),
    ]
    assert rows[-1]["fate_says"] == (
        "The government adopted a national action plan to combat trafficking."
    )


def test_a_section_alone_is_followed(folder: Path) -> None:
    words = ("history", "veldonia", "--section", "protection,prevention")
    rows = list(csv.DictReader(io.StringIO(told(folder, *words, "--format", "csv"))))

    assert rows
    assert {row["section"] for row in rows} <= {"Protection", "Prevention", "Summary"}
    assert "UNDER PROTECTION AND PREVENTION: " in told(folder, *words, "--width", "120")


def test_csv_without_a_row_has_its_head(folder: Path) -> None:
    """A program finds the columns that it asks for, also where there is nothing of the kind."""
    with Archive(folder / "archive") as archive:
        ledger = history(archive, countries.find("veldonia"), ["saved_file"])
    some = told(folder, "history", "veldonia", "--since", "2022", "--format", "csv")

    assert render_csv(ledger, (), 2022).splitlines() == some.splitlines()[:1]


def test_the_age_of_the_text_is_told_for_editions_and_sections(folder: Path) -> None:
    shown = told(folder, "history", "veldonia", "--age", "--width", "100")
    text = told(folder, "history", "veldonia", "--age", "--format", "csv")
    rows = [r for r in csv.DictReader(io.StringIO(text)) if r["section"] == "The whole"]
    newest = [row for row in rows if row["edition"] == "2023"]

    assert re.search(r"^2016 +\d+ words +≤2016\s100%$", shown, re.MULTILINE)
    assert re.search(r"^Trafficking profile +\d+ words +≤2016\s100%$", shown, re.MULTILINE)
    assert sum(float(row["share"]) for row in newest) == pytest.approx(1, abs=0.001)
    late = told(folder, "history", "veldonia", "--age", "--since", "2022", "--format", "csv")
    assert {row["edition"] for row in csv.DictReader(io.StringIO(late))} == {"2022", "2023"}


def test_show_annotates_each_statement_with_its_year(folder: Path) -> None:
    shown = told(folder, "show", "veldonia", "2023", "--annotate")

    assert " 2017  3. Vigorously train judges on the 2012 anti-trafficking law." in shown
    assert "≤2016  2. Fund the public shelter in the capital." in shown
    assert "≤" not in told(folder, "show", "veldonia", "2023")


def test_each_cell_leads_to_the_quote_and_the_quote_to_its_evidence(folder: Path) -> None:
    """Every link of the page leads somewhere in it; an edition's evidence is whole."""
    soup = page(folder)
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    links = {str(a["href"]) for a in soup.find_all("a", href=re.compile("^#"))}
    cells = soup.select("svg a")
    entry = soup.select_one(f'[id="{str(cells[1]["href"])[1:]}"]')
    evidence = soup.select_one("#edition-2017")

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    assert entry is not None
    assert entry.select_one('a[href="#edition-2017"]') is not None
    assert evidence is not None
    assert re.search(r"[0-9a-f]{64}", evidence.get_text())
    assert len(soup.select("#edition-2018, #edition-2020")) == 1


def test_the_page_runs_nothing_and_asks_for_nothing(folder: Path) -> None:
    soup = page(folder)

    assert soup.find_all(["script", "link", "img", "iframe", "form", "base", "object"]) == []
    assert not [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]


def test_rules_of_a_single_class_reach_the_signs(folder: Path) -> None:
    """A sign is used by reference: a rule that asks for what stands around it would not apply."""
    soup = page(folder)
    style = soup.select_one("style")
    classes = {c for tag in soup.select(".signs g *") for c in tag.get_attribute_list("class") if c}

    assert style is not None
    assert len(classes) >= 7
    assert all(re.search(rf"^\.{name}(?:,.*)? {{", style.text, re.MULTILINE) for name in classes)


def test_the_same_ledger_gives_the_same_bytes(folder: Path) -> None:
    assert str(page(folder)) == str(page(folder))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_page_has_no_fault_in_a_browser(
    browser: Browser, folder: Path, tmp_path: Path, width: int, dark: bool
) -> None:
    path = tmp_path / "veldonia.html"
    told(folder, "history", "veldonia", "-o", str(path))

    assert browser.faults(browser.open(path, width=width, dark=dark)) == []


def test_a_cell_leads_to_its_quote_in_a_browser(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "veldonia.html"
    told(folder, "history", "veldonia", "--recommendations", "-o", str(path))
    opened = browser.open(path, scripts=False)

    opened.get_by_label("2017: strengthened, reworded").click()

    assert "vigorously" in opened.locator(".entry:target").inner_text()


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """In the page, in JSON for a terminal, and in a table for a spreadsheet."""
    words = "=1+1 <script>alert(1)</script> \u202e and more of them"
    (tmp_path / "config.toml").write_text('archive = "archive"\n', encoding="utf-8")
    for year in (2022, 2023):
        text = document(year).replace("End recruitment fees", words)
        (tmp_path / f"veldonia-{year}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"veldonia-{year}.txt") for year in (2022, 2023)]
    assert run(tmp_path, "import", *files).exit_code == 0
    forms = {
        f: told(tmp_path, "history", "veldonia", "--format", f) for f in ("html", "json", "csv")
    }

    assert BeautifulSoup(forms["html"], "lxml").find_all("script") == []
    assert all("\u202e" not in text for text in forms.values())
    assert ",=1+1" not in forms["csv"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("history", "atlantis"), "no country is called 'atlantis'"),
        (("history", "denmark"), "the archive has no edition of Denmark; `tipdiff import`"),
        (("history", "veldonia", "--series", "hrr"), "no edition of Veldonia of the Country Rep"),
        (("history", "veldonia", "--since", "2030"), "the newest edition in the archive is 2023"),
    ],
)
def test_a_mistake_gets_one_line(folder: Path, words: tuple[str, ...], message: str) -> None:
    result = run(folder, *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_kind_that_no_edition_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('archive = "archive"\n', encoding="utf-8")
    path = tmp_path / "veldonia-2022.txt"
    path.write_text(document(2022), encoding="utf-8")
    assert run(tmp_path, "import", str(path)).exit_code == 0

    assert "No statement of that kind." in told(tmp_path, "history", "veldonia", "--deficiencies")


def test_every_sign_has_its_own_mark() -> None:
    """A sign may stand for two things only where a reader need not tell them apart."""
    assert len({sign.mark for sign in SIGNS}) == len(SIGNS)
    assert all(sign.meaning for sign in SIGNS if sign.mark != "before")
