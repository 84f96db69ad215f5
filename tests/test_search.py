"""Statements are found by words and themes, and what cannot be told is said."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.shared import shared
from tipdiff import keep
from tipdiff.archive import Archive
from tipdiff.cli import main
from tipdiff.errors import UsageError
from tipdiff.importing import Given
from tipdiff.pipeline import bring
from tipdiff.search import MAX_WORDS, Found, Query, expression, find, theme_counts
from tipdiff.store import Ask
from tipdiff.store.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADVICE = {
    (
        "Malta",
        2022,
    ): "Stop penalizing victims for unlawful acts; increase funding; and train judges.",
    ("Malta", 2021): "Train judges; increase funding; and build shelters.",
    ("Fiji", 2022): "Do not penalize trafficking victims; train judges; and inspect vessels.",
    (
        "Fiji",
        2021,
    ): "Ensure victims are not punished for crimes; train judges; and inspect vessels.",
    ("Chad", 2022): "Cease the penalization of victims; train judges; and open a hotline.",
    ("Peru", 2021): "Train judges; increase funding; and draft a law.",
    ("Togo", 2022): "Do not detain victims; train judges; and draft a law.",
}
"""Recommendations of made-up narratives. Chad has no 2021 edition, Peru none of 2022."""

BODY = """{name}: Tier 2

The Government of {name} does not fully meet the minimum standards for the elimination of
trafficking but is making significant efforts to do so. However, a climate of impunity prevailed.
"""


def text_of(name: str, edition: int, advice: str) -> str:
    """A narrative; without advice, one that holds no recommendations."""
    told = f"\nRECOMMENDATIONS FOR {name.upper()}\n\n{advice}\n" if advice else ""
    end = "\nPROSECUTION\n\nThe government increased law enforcement efforts in {}.\n"
    return BODY.format(name=name) + told + end.format(edition)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive") as made:
        for (name, edition), advice in {**ADVICE, ("Togo", 2021): ""}.items():
            path = tmp_path / f"{name.lower()}-{edition}.txt"
            path.write_text(text_of(name, edition, advice), encoding="utf-8")
            bring(made, path, Given(country=name, edition=edition))
        yield made


def found(archive: Archive, *words: str, **asked: Any) -> Found:
    return find(archive, Query(words=words, **asked), ["saved_file"])


def texts(result: Found) -> list[tuple[str, int, str]]:
    return [(m.hit.iso3, m.hit.edition, m.hit.text) for m in result.matches]


def test_a_word_is_found_in_any_of_its_forms(archive: Archive) -> None:
    """Penalize, penalizing, penalization; in capitals as well."""
    asked = {"roles": ("recommendation",)}

    countries = {(iso3, edition) for iso3, edition, _ in texts(found(archive, "PENALIZE", **asked))}

    assert countries == {("MLT", 2022), ("FJI", 2022), ("TCD", 2022)}


def test_a_phrase_is_found_as_it_stands_and_no_other_way(archive: Archive) -> None:
    """Its words in another order are another phrase."""
    assert len(texts(found(archive, "climate of impunity"))) == len(ADVICE) + 1
    assert texts(found(archive, "impunity of climate")) == []


def test_a_beginning_is_marked_by_a_star_alone(archive: Archive) -> None:
    """Without it, the letters are a whole word."""
    assert len(texts(found(archive, "vess*"))) == 2
    assert texts(found(archive, "vess")) == []


def test_all_words_must_be_there(archive: Archive) -> None:
    """Each one narrows."""
    assert {row[0] for row in texts(found(archive, "inspect", "vessel"))} == {"FJI"}
    assert texts(found(archive, "inspect", "hotline")) == []


@pytest.mark.parametrize(
    "word",
    ['"', "victims\"", "victims OR 1", "NOT victims", "text: victims", "victims NEAR(judges)",
     "(victims", "victims*judges", "{victims}", "-victims", "^victims", "vic\0tims", "victims' --"],
)  # fmt: skip
def test_no_word_acts_on_the_search(archive: Archive, word: str) -> None:
    """What would be syntax is only looked for, or refused in one line."""
    try:
        told = texts(found(archive, word))
    except UsageError as error:
        assert "nothing to look for" in str(error)  # noqa: PT017
    else:
        assert len(told) < len(ADVICE)


def test_too_many_words_are_refused(archive: Archive) -> None:
    """What is asked is bounded."""
    with pytest.raises(UsageError, match="at most 32"):
        expression(archive.store.search, ["victim"] * (MAX_WORDS + 1))


def test_not_said_the_year_before_is_told_only_where_the_archive_knows(archive: Archive) -> None:
    """Malta was not told in 2021; Fiji was; of the others 2021, or its section, is not there."""
    result = found(
        archive,
        themes=("non-penalization",),
        roles=("recommendation",),
        editions=(2022,),
        not_in=2021,
    )

    assert [row[:2] for row in texts(result)] == [("MLT", 2022)]
    assert [(doubt.iso3, doubt.reason) for doubt in result.doubts] == [
        ("TCD", "the archive has no 2021 edition"),
        ("PER", "the archive has no 2022 edition"),
        ("TGO", "the 2021 copy (saved_file) does not hold prioritized recommendations"),
    ]


def test_a_country_that_was_told_before_is_no_question(archive: Archive, tmp_path: Path) -> None:
    """Peru was told in 2021: that it has no edition of 2022 leaves nothing open."""
    path = tmp_path / "peru.txt"
    advice = "Do not penalize victims; train judges; and draft a law."
    path.write_text(text_of("Peru", 2021, advice), encoding="utf-8")
    with archive.writing() as store:
        store.connection.db.table("narratives").delete_where("iso3 = 'PER'")
    bring(archive, path, Given(country="Peru", edition=2021))

    result = found(
        archive, themes=("non-penalization",), roles=("recommendation",), editions=(2022,),
        not_in=2021,
    )  # fmt: skip

    assert "PER" not in {doubt.iso3 for doubt in result.doubts}


def test_without_a_role_a_partial_copy_tells_nothing_of_what_it_lacks(archive: Archive) -> None:
    """It may have said so in the section that is not there."""
    entry = archive.store.narratives.entries(iso3="MLT", edition=2021)[0]
    read = archive.store.narratives.load(entry)
    capture = archive.store.captures.get(entry.capture)
    assert capture is not None
    kept = tuple(section for section in read.sections if section.kind != "prosecution")
    newer = replace(read, sections=kept, partial=True, missing=("prosecution",), parser_version=99)
    with archive.writing() as store:
        store.narratives.save(capture, [newer])

    result = found(archive, "penalize", editions=(2022,), not_in=2021)

    assert {d.iso3: d.reason for d in result.doubts}["MLT"] == (
        "the 2021 copy (saved_file, partial) does not hold prosecution"
    )


def test_a_partial_copy_is_doubted_only_for_what_it_lacks(archive: Archive) -> None:
    """Partial, but with the recommendations: what they do not say was not said."""
    entry = archive.store.narratives.entries(iso3="MLT", edition=2021)[0]
    read = archive.store.narratives.load(entry)
    capture = archive.store.captures.get(entry.capture)
    assert capture is not None
    newer = replace(read, partial=True, missing=("prosecution",), parser_version=99)
    with archive.writing() as store:
        store.narratives.save(capture, [newer])

    result = found(archive, "penalize", roles=("recommendation",), editions=(2022,), not_in=2021)

    assert "MLT" in {row[0] for row in texts(result)}


def test_new_statements_lead_to_their_change(archive: Archive) -> None:
    """With the edition they are new against; what could not be compared is said."""
    result = found(archive, "victim", roles=("recommendation",), editions=(2022,), became="new")

    match = next(m for m in result.matches if m.hit.iso3 == "MLT")
    assert match.against == 2021
    assert match.change is not None
    assert match.change.startswith("mlt-2021-2022-")
    reasons = {doubt.iso3: doubt.reason for doubt in result.doubts}
    assert reasons["TCD"] == "the archive has no edition before that of 2022"
    assert reasons["TGO"].startswith("prioritized recommendations of 2022 could not be compared")


def test_dropped_statements_are_those_of_the_edition_before(archive: Archive) -> None:
    """Malta's shelters were in 2021, and not in 2022."""
    result = found(archive, "shelter", editions=(2022,), became="dropped")

    assert [(m.hit.iso3, m.hit.edition, m.against) for m in result.matches] == [("MLT", 2021, 2022)]


def test_a_narrative_that_goes_takes_its_index_with_it(archive: Archive) -> None:
    """Neither words nor themes of it are found any more, and the index is whole."""
    with archive.writing() as store:
        store.connection.db.table("narratives").delete_where("iso3 = 'FJI'")

    assert texts(found(archive, "vessels")) == []
    db = archive.store.connection.db
    db.execute("INSERT INTO statements_fts(statements_fts, rank) VALUES('integrity-check', 1)")
    (left,) = db.execute(
        "SELECT count(*) FROM statement_themes WHERE statement NOT IN (SELECT id FROM statements)"
    ).fetchone()
    assert left == 0


def test_rebuild_and_reparse_tell_the_same_themes(archive: Archive) -> None:
    """What is derived is the same however it came about."""

    def tags() -> list[tuple[str, str]]:
        sql = "SELECT s.text, t.theme FROM statement_themes t JOIN statements s ON s.id=t.statement"
        return sorted((row[0], row[1]) for row in archive.store.connection.rows(sql))

    before = tags()
    with archive.writing() as store:
        store.connection.db.table("statement_themes").delete_where("theme = 'non-penalization'")
    assert tags() != before

    keep.reparse(archive)
    assert tags() == before

    keep.rebuild(archive)
    assert tags() == before
    assert len(texts(found(archive, "vess*"))) == 2


def test_an_archive_of_an_older_version_is_filled_when_it_is_opened(archive: Archive) -> None:
    """The steps before it left statements without number, index and themes."""
    database, before = archive.path / "tipdiff.db", texts(found(archive, themes=("hotline",)))
    archive.close()
    with sqlite3.connect(database) as old:
        for view in VIEWS:
            old.execute(f"DROP VIEW {view}")
        old.executescript(
            "CREATE TABLE plain AS SELECT narrative, section, kind, position, role, rank, start, "
            "stop, text FROM statements; DROP TABLE words; DROP TABLE statements_fts; "
            "DROP TABLE statement_themes; DROP TABLE statements; "
            "ALTER TABLE plain RENAME TO statements; "
            "DELETE FROM _sqlite_migrations WHERE name = 'm008_search'"
        )
    old.close()

    assert texts(found(archive, themes=("hotline",))) == before
    assert len(texts(found(archive, "vess*"))) == 2


def test_themes_are_counted_by_edition_among_copies_that_hold_such_statements(
    archive: Archive,
) -> None:
    """Togo's copy of 2021 has no recommendations: it is not among those that could tell."""
    query = Query(roles=("recommendation",), themes=("non-penalization",))

    counts, copies = theme_counts(archive, query, [])

    assert copies == {2021: 3, 2022: 4}
    assert [(row.edition, row.countries, row.statements) for row in counts] == [
        (2021, 1, 1),
        (2022, 4, 4),
    ]
    assert {row.theme for row in counts} == {"non-penalization"}


def test_the_same_question_has_the_same_answer(archive: Archive) -> None:
    """In the same order."""
    assert found(archive, "victims") == found(archive, "victims")


def run(archive: Archive, *words: str) -> Any:
    config = archive.path.parent / "config.toml"
    config.write_text('archive = "archive"\n', encoding="utf-8")
    return CliRunner().invoke(main, ["--config", str(config), *words])


def test_the_command_answers_the_question_of_the_day(archive: Archive) -> None:
    """Who was told this year and was not last year: quotes, then what is not known."""
    words = "search --theme non-penalization --role recommendation --edition 2022 --not-in 2021"
    lines = run(archive, *words.split()).stdout.splitlines()

    assert lines[0].startswith("Malta 2022 · recommendation 1 · saved file · non-penalization")
    assert "1 statement of 1 country in 2022, and none of the kind in 2021" in lines
    assert "    the archive has no 2021 edition: Chad" in [line.rstrip() for line in lines]


def test_json_tells_what_is_not_known_as_well(archive: Archive) -> None:
    """One object a statement, with its capture; one for each country that cannot be told of."""
    words = "search --theme non-penalization --edition 2022 --not-in 2021 --role recommendation"
    rows = [json.loads(line) for line in run(archive, *words.split(), "--json").stdout.splitlines()]

    assert [(row["country"], row["found"]) for row in rows] == [
        ("MLT", True), ("TCD", None), ("PER", None), ("TGO", None)
    ]  # fmt: skip
    assert len(rows[0]["sha256"]) == 64


def test_json_marks_what_was_found_beside_the_exact_text(archive: Archive) -> None:
    """The text is a quotation; the snippet is for showing."""
    line = run(archive, "search", "penalize", "--country", "MT", "--json").stdout

    row = json.loads(line)
    assert row["text"] == "Stop penalizing victims for unlawful acts"
    assert row["snippet"] == "Stop »penalizing« victims for unlawful acts"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["search"], "say what to look for"),
        (["search", "--theme", "penal"], "did you mean non-penalization"),
        (["search", "x", "--not-in", "2021"], "one --edition"),
        (["search", "x", "--not-in", "2021", "--edition", "2021"], "give another year"),
        (["search", "x", "--not-in", "2021", "--edition", "2022", "--new"], "give one"),
        (["search", "!!"], "nothing to look for"),
        (["search", "--theme", "training", "--series", "hrr"], "series hrr have no themes"),
        (["themes", "--series", "hrr"], "series hrr have no themes"),
        (["search", "x", "--role", "recomendation"], "did you mean recommendation?"),
        (["search", "x", "--country", "Veldona"], "no country is called"),
        (["themes", "--theme", "penal"], "did you mean non-penalization"),
    ],
)
def test_a_mistake_gets_one_line(archive: Archive, words: list[str], told: str) -> None:
    """Exit code 2, and nothing printed."""
    result = run(archive, *words)

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert told in result.stderr


def test_themes_shows_countries_of_each_edition(archive: Archive) -> None:
    """The newest edition decides the order."""
    lines = run(archive, "themes", "--role", "recommendation").stdout.splitlines()

    assert lines[0].split() == ["theme", "2021", "2022"]
    assert lines[1].split() == ["narratives", "3", "4"]
    assert lines[2].split() == ["non-penalization", "1", "4"]


def test_hits_of_an_empty_list_of_narratives_are_none(archive: Archive) -> None:
    """Nothing to look in."""
    assert archive.store.search.hits(Ask(narratives=(), match='"victims"')) == []


def test_real_recommendations_are_found_by_theme(tmp_path: Path) -> None:
    """Of ten real narratives, each that speaks of punishing victims is among those found."""
    names = ["denmark", "eritrea", "india", "mauritania", "palau", "singapore", "ireland", "kenya"]
    with Archive(tmp_path) as archive:
        for name in names:
            path = shared("narratives", "tip-2018", f"{name}.txt")
            bring(archive, path, Given())
        asked = Query(themes=("non-penalization",), roles=("recommendation",))
        result = find(archive, asked, [])

    assert {m.hit.iso3 for m in result.matches} == {
        "DNK", "ERI", "IND", "MRT", "PLW", "SGP", "IRL", "KEN"
    }  # fmt: skip
