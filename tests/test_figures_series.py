"""National totals over editions: the series, what later editions say, and every form of them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import tipdiff
from tests.browser import DESKTOP, PHONE
from tests.comparisons import narrative
from tests.editions import bring_editions
from tests.shared import shared
from tipdiff.archive import Archive
from tipdiff.cli import main
from tipdiff.figures import Check, State, Verdict, figures_of
from tipdiff.importing import Given, read_narratives
from tipdiff.model import Figure, Narrative
from tipdiff.report.figures.svg import render_svg

if TYPE_CHECKING:
    from tests.browser import Browser

PROTECTION = (("protection", "", " ", (("protection", "Police identified victims."),)),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("figures")
    (made / "config.toml").write_text('archive = "archive"\n', encoding="utf-8")
    with Archive(made / "archive") as archive:
        bring_editions(archive, made)
    return made


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(folder / "config.toml"), *words])


def told(folder: Path, *words: str) -> str:
    result = run(folder, "figures", "veldonia", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def edition(year: int, *figures: tuple[str, int | None, str, str]) -> Narrative:
    """An edition that states numbers of identified victims: period, value, unit, qualifier."""
    made = tuple(
        Figure(
            measure="victims_identified",
            period=period,
            value=value,
            unit=unit,  # type: ignore[arg-type]
            qualifier=qualifier,  # type: ignore[arg-type]
            evidence="Police identified victims",
        )
        for period, value, unit, qualifier in figures
    )
    return replace(narrative(year, PROTECTION), figures=made)


def checks(*narratives: Narrative) -> list[Check]:
    return list(figures_of(narratives, ["victims_identified"]).checks)


@pytest.mark.parametrize(
    ("then", "later", "verdict"),
    [
        ((118, "persons", "exact"), (121, "unspecified", "exact"), "restated"),
        ((118, "persons", "exact"), (118, "unspecified", "exact"), "confirmed"),
        ((118, "persons", "at_least"), (121, "persons", "exact"), "consistent"),
        ((118, "persons", "at_least"), (90, "persons", "exact"), "restated"),
        ((0, "persons", "exact"), (4, "persons", "exact"), "restated"),
        ((None, "unspecified", "none_reported"), (4, "persons", "exact"), "reported later"),
        ((12, "cases", "exact"), (30, "persons", "exact"), "other unit"),
    ],
)
def test_a_later_number_is_held_against_the_first(
    then: tuple[Any, ...], later: tuple[Any, ...], verdict: str
) -> None:
    """Zero is a number, and what was not reported is none."""
    (check,) = checks(edition(2017, ("2016", *then)), edition(2018, ("2016", *later)))

    assert (check.year, check.verdict) == (2016, verdict)
    assert (check.then.edition, check.later.edition) == (2017, 2018)


def test_of_two_units_the_same_one_is_compared() -> None:
    """Cases with cases, persons with persons."""
    first = edition(2017, ("2016", 12, "cases", "exact"), ("2016", 30, "persons", "exact"))
    later = edition(2018, ("2016", 31, "persons", "exact"))

    (check,) = checks(first, later)

    assert (check.then.figure.value, check.verdict) == (30, "restated")


def test_what_no_edition_said_is_held_against_nothing() -> None:
    """A year whose own edition is not there, partial, or silent."""
    later = edition(2019, ("2017", 5, "persons", "exact"))

    assert checks(later) == []
    assert checks(edition(2018), later) == []


@pytest.mark.parametrize(
    ("narratives", "states"),
    [
        ([edition(2017, ("2016", 0, "persons", "exact"))], ["stated"]),
        ([edition(2017, ("2016", None, "unspecified", "none_reported"))], ["not reported"]),
        ([edition(2017)], ["not stated"]),
        ([replace(narrative(2017, ()), partial=True)], ["not comparable"]),
        ([edition(2017), edition(2019)], ["not stated", "missing", "not stated"]),
    ],
)
def test_no_number_is_not_zero_and_says_why(narratives: list[Narrative], states: list[str]) -> None:
    points = figures_of(narratives, ["victims_identified"]).points["victims_identified"]

    assert [point.state for point in points] == states
    assert [point.value for point in points] == [0 if s == "stated" else None for s in states]


def test_a_period_that_is_no_year_is_of_its_last_year_and_compared_with_its_like() -> None:
    span = "October 2015-September 2016"
    first = edition(2017, (span, 65, "persons", "exact"))
    later = edition(2018, ("2016", 70, "persons", "exact"))

    (check,) = checks(first, later)

    assert (check.year, check.verdict) == (2016, "other unit")


@pytest.mark.parametrize(("value", "verdict"), [(0, "confirmed"), (3, "restated")])
def test_none_is_none_in_every_unit(value: int, verdict: str) -> None:
    first = edition(2017, ("2016", 0, "persons", "exact"))
    later = edition(2018, ("2016", value, "cases", "exact"))

    assert [check.verdict for check in checks(first, later)] == [verdict]


@given(
    st.lists(
        st.tuples(
            st.integers(2010, 2020), st.integers(2008, 2021), st.none() | st.integers(0, 999)
        ),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_figure_is_in_exactly_one_place(rows: list[tuple[int, int, int | None]]) -> None:
    """Current or restated; none is lost, whatever period it names."""
    by_edition: dict[int, list[tuple[str, int | None, str, str]]] = {2015: []}
    for year, period, value in rows:
        by_edition.setdefault(year, []).append((str(period), value, "persons", "exact"))
    narratives = [edition(year, *by_edition[year]) for year in sorted(by_edition)]

    points = figures_of(narratives).points["victims_identified"]

    claims = [claim for point in points for claim in (*point.current, *point.restated)]
    assert len(claims) == sum(len(n.figures) for n in narratives)
    assert [p.year for p in points] == list(range(points[0].year, points[-1].year + 1))


TERMINAL = """\
VICTIMS IDENTIFIED BY THE YEAR THEY ARE OF
────────────────────────────────────────────────────────────────────────────────
2015  ████▉ 19 persons; later: 19 persons in 2017
2016  ██████████████████████████████ 118 persons
2017  not comparable: the copy lacks the section; later: 121 persons in 2019
2018  ████████████████████████▉ 98 persons
2019  the archive lacks the edition of 2020
2020  ████████████████████▍ at least 80 persons; later: 80 persons in 2022
2021  ███████████████▌ 61 persons; later: 66 persons in 2023
2022  █████████████████▊ 70 persons

TOLD OTHERWISE LATER: 1; CONFIRMED: 2
────────────────────────────────────────────────────────────────────────────────
Victims identified of 2021: 61 persons in the 2022 edition, restated as 66
persons in 2023
  2022  protection, sentence 2: “Authorities identified 61 trafficking victims
        in 2021, compared with 80 in 2020.”
  2023  protection, sentence 2: “Authorities identified 70 trafficking victims
        in 2022, compared with 66 in 2021.”
"""


def test_the_terminal_shows_bars_and_both_quotes(folder: Path) -> None:
    shown = told(folder, "--measure", "victims-identified", "--width", "80")

    assert TERMINAL in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_terminal_gives_the_evidence_of_what_it_quotes(folder: Path) -> None:
    shown = " ".join(told(folder, "--measure", "victims-identified").split())

    assert shown.count("SHA-256") == 2
    assert "Source saved_file" in shown


def test_zero_and_not_reported_are_told_apart(folder: Path) -> None:
    shown = told(folder, "--measure", "investigations,convictions")

    assert "2018  not reported\n" in shown
    assert "2018  ▏ 0 persons\n" in shown
    assert "PROSECUTIONS" not in shown


def test_csv_has_current_and_restated_rows(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(folder, "--format", "csv"))))
    of_2021 = [
        (row["told"], row["edition"], row["value"])
        for row in rows
        if (row["measure"], row["year"]) == ("victims_identified", "2021")
    ]

    assert of_2021 == [("current", "2022", "61"), ("restated", "2023", "66")]
    assert {row["state"] for row in rows} == {
        *("stated", "not reported", "not stated", "not comparable", "missing")
    }


def test_json_has_checks_with_quotes_and_evidence(folder: Path) -> None:
    data = json.loads(told(folder, "--format", "json"))
    restated = [check for check in data["checks"] if check["verdict"] == "restated"]

    assert data["schema"] == "tipdiff.figures/1"
    assert list(data["measures"]) == [
        "investigations", "prosecutions", "convictions", "victims_identified"
    ]  # fmt: skip
    assert [(c["measure"], c["year"], c["then"], c["later"]) for c in restated] == [
        ("investigations", 2020, 40, 41),
        ("victims_identified", 2021, 61, 66),
    ]
    assert restated[0]["quotes"][0]["text"] == (
        "Police investigated 40 trafficking cases in 2020, compared with 35 in 2019."
    )
    assert all(len(e["evidence"]["sha256"]) == 64 for e in data["editions"])


def test_json_keeps_to_the_schema_that_is_shipped(folder: Path) -> None:
    path = Path(tipdiff.__file__).parent / "data" / "figures.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(told(folder, "--format", "json")), schema)

    assert schema["$defs"]["check"]["properties"]["verdict"]["enum"] == list(get_args(Verdict))
    assert schema["$defs"]["point"]["properties"]["state"]["enum"] == list(get_args(State))


def test_the_chart_has_a_bar_for_each_number_and_none_for_what_is_none(folder: Path) -> None:
    text = told(folder, "--measure", "convictions", "--format", "svg")
    root = ET.fromstring(text)
    bars = [r for r in root.iter("{http://www.w3.org/2000/svg}rect") if r.get("fill") == "#1f4e79"]
    labels = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]

    assert len(bars) == 6 + 1  # six numbers, zero among them, and the legend's
    assert "0" in labels
    assert not [tag for tag in root.iter() if tag.tag.endswith(("script", "image", "use"))]


def test_hostile_words_stay_words_in_the_chart() -> None:
    one = edition(2017, ("<script>2016", 5, "persons", "exact"))
    hostile = replace(one, country=replace(one.country, name="<script>alert(1)</script>"))

    root = ET.fromstring(render_svg(figures_of([hostile])))

    assert not [tag for tag in root.iter() if tag.tag.endswith("script")]


def test_a_png_is_a_picture(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "veldonia.png"
    told(folder, "-o", str(path))

    assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_without_the_extra_a_png_is_refused_in_one_line(folder: Path, tmp_path: Path) -> None:
    """What was there before is still there."""
    path = tmp_path / "veldonia.png"
    path.write_bytes(b"before")
    code = (
        "import sys; sys.modules['resvg_py'] = None\n"
        "from tipdiff.cli import main\n"
        f"main(['--config', {str(folder / 'config.toml')!r}, 'figures', 'veldonia', "
        f"'-o', {str(path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr == (
        "tipdiff: a PNG needs the extra png: pip install 'tipdiff[png]'; an SVG needs nothing\n"
    )
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("way", ["picture", "inline"])
def test_the_chart_can_be_read_in_a_browser(
    browser: Browser, folder: Path, tmp_path: Path, way: str, width: int
) -> None:
    """In a page without any style, as wide as a phone: it fits, whole, and asks for nothing."""
    chart = tmp_path / "chart.svg"
    told(folder, "-o", str(chart))
    held = {"picture": '<img src="chart.svg" alt="Figures">', "inline": chart.read_text("utf-8")}
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width">'
        f"<title>Figures</title><main><h1>Figures</h1>{held[way]}",
        encoding="utf-8",
    )
    opened = browser.open(page, width=width)
    box = opened.locator("img, svg").bounding_box()

    assert browser.faults(opened) == []
    assert box is not None
    assert box["width"] >= min(width - 40, 760)
    assert box["height"] == pytest.approx(box["width"] * 964 / 760, abs=2)


def test_the_chart_alone_fits_a_phone(browser: Browser, folder: Path, tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    told(folder, "-o", str(chart))
    opened = browser.open(chart, width=PHONE)

    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("figures", "veldonia", "--measure", "convicted"), "did you mean 'convictions'?"),
        (("figures", "veldonia", "--format", "png"), "a PNG goes into a file: give -o FILE.png"),
        (("figures", "veldonia", "--series", "hrr"), "state no national totals"),
        (("figures", "denmark"), "the archive has no edition of Denmark; `tipdiff import`"),
    ],
)
def test_a_mistake_gets_one_line(folder: Path, words: tuple[str, ...], message: str) -> None:
    result = run(folder, *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_figures_of_real_narratives_are_all_placed() -> None:
    """Of each the sentence is found again, and what is of the year before waits for its edition."""
    for name in ("japan", "denmark", "canada"):
        page = shared("narratives", "tip-2018", f"{name}.txt")
        (found,) = read_narratives(page, Given(edition=2018))
        series = figures_of([found])
        claims = [
            claim
            for points in series.points.values()
            for point in points
            for claim in (*point.current, *point.restated)
        ]

        assert len(claims) == len(found.figures) > 0
        assert all(claim.place for claim in claims)
        assert series.checks == ()
