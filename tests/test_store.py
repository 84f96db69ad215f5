from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Migrations

from tests.archive_samples import NORMARK, VELDONIA, narrative
from tipdiff.capture import Capture, Facts
from tipdiff.errors import ArchiveError
from tipdiff.store import Entry, Store
from tipdiff.store.schema import STEPS
from tipdiff.store.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def capture(number: int = 1, **changes: object) -> Capture:
    """A capture whose bytes exist in no file; the store does not look."""
    made = Capture(
        id=f"00000000-0000-0000-0000-{number:012d}",
        source="state_gov",
        url=f"https://www.example.org/{number}",
        captured_at=f"2026-09-29T08:00:{number:02d}Z",
        sha256=f"{number:064x}",
        content_type="text/html",
        size=100,
        warc_file="tipdiff-20260929T080000Z-00001.warc.gz",
        offset=number,
        length=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new database."""
    with Store(tmp_path / "tipdiff.db", create=True) as made:
        made.connection.migrate()
        made.captures.set_file("tipdiff-20260929T080000Z-00001.warc.gz", 1000, 7)
        yield made


def added(store: Store, *captures: Capture) -> Capture:
    store.captures.add(captures)
    return captures[0]


def test_a_new_database_has_foreign_keys_and_a_write_ahead_log(store: Store) -> None:
    """Readers never wait for a writer, and no row hangs in the air."""
    rows = store.connection.rows

    assert rows("PRAGMA journal_mode")[0][0] == "wal"
    assert rows("PRAGMA foreign_keys")[0][0] == 1
    assert store.connection.pending() == []


def test_the_tables_are_those_of_the_documentation(store: Store) -> None:
    """Column names are part of what people query."""
    columns = "SELECT group_concat(name, ' ') FROM pragma_table_info(?)"
    tables = {
        name: store.connection.rows(columns, (name,))[0][0]
        for name in ("captures", "narratives", "statements")
    }

    assert tables == {
        "captures": "id series source country edition url captured_at status origin http_status "
        "content_type size sha256 same_as warc_file offset length",
        "narratives": "id capture series iso3 country edition source partial tier tier_move "
        "waiver characters parser_version parsed wording",
        "statements": "id narrative section kind position role rank start stop text",
    }


def test_a_narrative_comes_back_whole_with_its_evidence(store: Store) -> None:
    """Saved and loaded it is equal, and it names the capture it came from."""
    source = added(store, capture())

    assert store.narratives.save(source, [narrative()]) == 1
    assert store.narratives.best("tip", "XVE", 2018) == narrative(evidence=source.evidence)


def test_saving_again_writes_nothing(store: Store) -> None:
    """The same capture read by the same parser is known already."""
    source = added(store, capture())
    store.narratives.save(source, [narrative()])

    assert store.narratives.save(source, [narrative(tier="3")]) == 0
    assert [entry.tier for entry in store.narratives.entries()] == ["2"]


def test_a_newer_parser_takes_the_place_of_the_older_one(store: Store) -> None:
    """Re-parsing leaves one row for the capture, and an older parser cannot undo it."""
    source = added(store, capture())
    store.narratives.save(source, [narrative(), narrative(country=NORMARK)])

    assert store.narratives.save(source, [narrative(parser_version=2, tier="3")]) == 1
    assert store.narratives.save(source, [narrative(parser_version=1)]) == 0
    assert [(e.iso3, e.parser_version, e.tier) for e in store.narratives.entries()] == [
        ("XVE", 2, "3")
    ]
    assert store.connection.rows("SELECT count(*) FROM statements")[0][0] == 3


def test_one_capture_may_hold_many_countries(store: Store) -> None:
    """A page of several narratives gives one row for each."""
    source = added(store, capture())
    store.narratives.save(source, [narrative(), narrative(country=NORMARK)])

    assert [e.iso3 for e in store.narratives.of_capture(source.id)] == ["XNM", "XVE"]


def test_the_narrative_to_compare_is_complete_then_by_source_then_the_first(store: Store) -> None:
    """A partial copy serves only where there is no other; a later look never takes the place."""
    copies = (
        (capture(1, source="gvnet"), narrative(source="gvnet", partial=True)),
        (capture(2, source="ecoi"), narrative(source="ecoi")),
        (capture(3), narrative()),
        (capture(4), narrative(tier="3")),
    )
    chosen = []
    for one, copy in copies:
        added(store, one)
        store.narratives.save(one, [copy])
        best = store.narratives.best("tip", "XVE", 2018, sources=("state_gov", "ecoi"))
        assert best is not None
        chosen.append((best.source, best.tier))

    assert chosen == [("gvnet", "2"), ("ecoi", "2"), ("state_gov", "2"), ("state_gov", "2")]


def test_what_is_not_there_is_none(store: Store) -> None:
    """The caller says so in its own words; the editions there are help it."""
    store.narratives.save(added(store, capture(1)), [narrative(edition=2023)])
    store.narratives.save(added(store, capture(2)), [narrative(edition=2009)])

    assert store.narratives.best("tip", "XVE", 2018) is None
    assert store.narratives.editions("tip", "XVE") == [2009, 2023]
    assert store.narratives.editions("hrr", "XVE") == []


def test_the_list_has_everything_but_the_text(store: Store) -> None:
    """One entry a narrative, by country and edition, with where it came from."""
    store.narratives.save(added(store, capture(1)), [narrative()])
    store.narratives.save(added(store, capture(2)), [narrative(country=NORMARK, tier=None)])

    found = store.narratives.entries()

    assert [entry.country for entry in found] == ["Normark", "Veldonia"]
    assert found[1] == Entry(
        id=1,
        capture=capture(1).id,
        series="tip",
        iso3="XVE",
        country="Veldonia",
        edition=2018,
        source="state_gov",
        partial=False,
        tier="2",
        tier_move="upgraded",
        waiver=False,
        characters=len(narrative().text),
        parser_version=1,
        captured_at=capture(1).captured_at,
        sha256=capture(1).sha256,
        url=capture(1).url,
    )
    assert store.narratives.entries(iso3="XNM", edition=2018) == found[:1]


def test_statements_can_be_asked_for_in_sql(store: Store) -> None:
    """A row a statement, with its role, rank and place."""
    store.narratives.save(added(store, capture()), [narrative()])
    sql = "SELECT role, rank, start, stop, text FROM statements WHERE kind = 'recommendations'"

    assert [tuple(row) for row in store.connection.rows(sql)] == [
        ("recommendation", 1, 16, 38, "Prosecute traffickers."),
        ("recommendation", 2, 39, 52, "Train judges."),
    ]
    exported = list(store.narratives.statements())
    assert [row["text"] for row in exported][1:] == ["Prosecute traffickers.", "Train judges."]
    assert exported[0]["country"] == "Veldonia"


def test_captures_are_found_by_their_bytes_and_facts(store: Store) -> None:
    """What is not known at the second import asks nothing of the first."""
    told = capture(1, country="XVE", edition=2018)
    added(store, told)
    known = Facts(source="state_gov", country="XVE", edition=2018)

    assert list(store.captures.brought(told.sha256, known)) == [told]
    assert list(store.captures.brought(told.sha256, Facts(source="state_gov"))) == [told]
    assert list(store.captures.brought(told.sha256, replace(known, edition=2019))) == []
    assert list(store.captures.brought(told.sha256, Facts(source="gvnet"))) == []
    assert list(store.captures.with_bytes(told.sha256)) == [told]


def test_every_look_at_a_narrative_is_told_in_order(store: Store) -> None:
    """Its own capture, and what found the same bytes again; other facts are no look at it."""
    first, second = capture(1), capture(3)
    again = capture(2, same_as=first.id, status="not_modified", sha256=first.sha256)
    elsewhere = capture(4, same_as=first.id, source="ecoi", sha256=first.sha256)
    blocked = capture(5, same_as=first.id, status="blocked", sha256=first.sha256)
    added(store, first, again, second, elsewhere, blocked)
    for one in (first, second):
        store.narratives.save(one, [narrative()])

    looks = store.narratives.looks(series="tip", iso3="XVE")

    assert [(look.entry.capture, look.at) for look in looks] == [
        (first.id, first.captured_at),
        (first.id, again.captured_at),
        (second.id, second.captured_at),
    ]
    assert store.narratives.looks(iso3="XNM") == []


def test_the_number_of_a_wording_outlives_a_newer_reading(store: Store) -> None:
    """A re-parse is never an edit."""
    store.narratives.save(added(store, capture(1)), [narrative()])
    (entry,) = store.narratives.unnumbered()
    store.narratives.set_wording(entry, 4)

    store.narratives.save(capture(1), [narrative(tier="3", parser_version=2)])

    assert [(e.wording, e.tier) for e in store.narratives.entries()] == [(4, "3")]
    assert store.narratives.unnumbered() == []


def test_a_page_that_was_good_and_is_not_is_a_loss_until_it_is_good_again(store: Store) -> None:
    """Told with its first bad look and its newest one; what was never good is none."""
    found = {"country": "XVE", "edition": 2023, "url": "https://www.example.org/2023/veldonia"}
    looks = ["blocked", "good", "blocked", "gone_for_now", "not_modified", "blocked", "not_found"]
    told = []
    for number, status in enumerate(looks, 1):
        added(store, capture(number, status=status, **found))
        told.append([(loss.status, loss.since[-3:]) for loss in store.captures.losses("tip")])
    added(store, capture(20, status="blocked", **{**found, "country": "XNM"}))
    added(store, capture(21, status="good", source="ecoi", **found))
    (loss,) = store.captures.losses("tip")

    assert told == [
        [], [], [("blocked", "03Z")], [("gone_for_now", "03Z")], [], [("blocked", "06Z")],
        [("not_found", "06Z")],
    ]  # fmt: skip
    assert (loss.edition, loss.country, loss.source) == (2023, "XVE", "state_gov")


def test_of_several_sources_the_most_telling_status_is_a_countrys(store: Store) -> None:
    """That the last one asked has no page does not hide that the first one's is blocked."""
    here = {"country": "XVE", "edition": 2023}
    told = []
    looks = (("gvnet", "gone_for_now"), ("state_gov", "blocked"), ("gvnet", "not_assessed"),
             ("state_gov", "gone_for_now"), ("ecoi", "good"))  # fmt: skip
    for number, (source, status) in enumerate(looks, 1):
        added(store, capture(number, source=source, status=status, **here))
        told.append(store.captures.statuses("tip")[2023]["XVE"])

    assert told == ["gone_for_now", "blocked", "blocked", "not_assessed", "good"]


def test_captures_are_counted_by_source_and_status(store: Store) -> None:
    """The figures of `tipdiff status`."""
    added(store, capture(1), capture(2), capture(3, status="blocked"), capture(4, source="ecoi"))

    assert store.captures.counts() == {
        ("ecoi", "good"): 1,
        ("state_gov", "blocked"): 1,
        ("state_gov", "good"): 2,
    }


def test_a_capture_without_its_narrative_is_told(store: Store) -> None:
    """A crash between capture and parsing is seen at the next run; blocked pages are no gap."""
    read, unread, blocked = capture(1), capture(2), capture(3, status="blocked")
    again = capture(4, same_as=read.id, sha256=read.sha256)
    said_anew = capture(5, same_as=read.id, sha256=read.sha256, edition=2019)
    added(store, read, unread, blocked, again, said_anew)
    store.narratives.save(read, [narrative()])

    assert list(store.captures.to_parse()) == [read, unread, said_anew]
    assert list(store.captures.unparsed()) == [unread, said_anew]


def test_an_error_inside_a_transaction_leaves_nothing(store: Store) -> None:
    """All rows of a block, or none."""
    with pytest.raises(ArchiveError, match="UNIQUE"), store.connection.atomic():
        store.captures.add([capture(1), capture(1)])

    assert list(store.captures.all()) == []


def indexed(store: Store, word: str) -> int:
    """How many statements have a word, by an index that has just what the statements have."""
    store.connection.db.execute(
        "INSERT INTO statements_fts(statements_fts, rank) VALUES('integrity-check', 1)"
    )
    sql = "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH ?"
    count: int = store.connection.rows(sql, (word,))[0][0]
    return count


def test_all_that_one_transaction_saves_is_found_after_it(store: Store) -> None:
    """What a newer parser reads anew inside it as well, and nothing twice."""
    first, second = added(store, capture(1)), added(store, capture(2))

    with store.connection.atomic():
        store.narratives.save(first, [narrative()])
        store.narratives.save(second, [narrative(country=NORMARK)])
        store.narratives.save(first, [narrative(parser_version=2)])
    store.narratives.save(added(store, capture(3)), [narrative(edition=2019)])

    assert indexed(store, "train") == 3


def test_what_a_transaction_undoes_is_not_found(store: Store) -> None:
    """Nor does it keep what is saved later from being found."""
    first = added(store, capture(1))

    with pytest.raises(RuntimeError), store.connection.atomic():  # noqa: PT012
        store.narratives.save(first, [narrative()])
        raise RuntimeError
    assert indexed(store, "train") == 0

    store.narratives.save(first, [narrative()])
    assert indexed(store, "train") == 1


def test_two_readings_of_one_country_in_one_capture_are_refused(store: Store) -> None:
    """A parser that gives a country twice is told so, and nothing of it stays."""
    source = added(store, capture())

    with pytest.raises(ArchiveError, match="UNIQUE constraint failed"):
        store.narratives.save(source, [narrative(), narrative()])
    assert store.narratives.entries() == []


def test_a_missing_archive_says_how_to_begin(tmp_path: Path) -> None:
    """Asking makes no file."""
    with pytest.raises(
        ArchiveError, match=r"no archive in .*: bring texts in with `tipdiff import"
    ):
        Store(tmp_path / "tipdiff.db")
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """Older code must not write into what it does not know."""
    path = tmp_path / "tipdiff.db"
    with Store(path, create=True) as made:
        made.connection.migrate()
        made.connection.db.table("_sqlite_migrations").insert(
            {"migration_set": "tipdiff", "name": "m999_later", "applied_at": "2030-01-01"}
        )

    with pytest.raises(
        ArchiveError, match=r"newer tipdiff \(it knows m999_later\): update tipdiff"
    ):
        Store(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"no database at all" * 100, "is not a database; move it away and run `tipdiff rebuild`")],
)
def test_a_broken_database_is_told_in_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """The line says what is wrong and what to do."""
    path = tmp_path / "tipdiff.db"
    path.write_bytes(content)

    with pytest.raises(ArchiveError, match=message) as told:
        Store(path)
    assert "\n" not in str(told.value)


def test_a_database_of_an_older_version_is_brought_forward(tmp_path: Path) -> None:
    """Each step is applied once, in order."""
    path = tmp_path / "tipdiff.db"
    with Store(path, create=True) as made:
        assert made.connection.pending() == [*(step.__name__ for step in STEPS), *VIEWS]
        older = Migrations("tipdiff")
        older()(STEPS[0])
        older.apply(made.connection.db)

    with Store(path) as opened:
        assert opened.connection.pending() == [*(step.__name__ for step in STEPS[1:]), *VIEWS]
        opened.connection.migrate()
        assert opened.connection.pending() == []


def test_a_copy_is_taken_while_a_writer_is_at_work(store: Store, tmp_path: Path) -> None:
    """The copy holds what was committed, and opens."""
    added(store, capture(1))
    other = sqlite3.connect(store.connection.path)
    other.execute("BEGIN IMMEDIATE")
    store.connection.copy_to(tmp_path / "copy.db")
    other.close()

    with Store(tmp_path / "copy.db") as copy:
        assert list(copy.captures.all()) == [capture(1)]


def test_reading_does_not_import_sqlite_utils(store: Store) -> None:
    """A comparison of two texts must not pay a quarter of a second for it."""
    store.narratives.save(added(store, capture()), [narrative()])
    code = (
        "import sys, pathlib; from tipdiff.store import Store; "
        f"s = Store(pathlib.Path({str(store.connection.path)!r})); "
        "assert s.narratives.best('tip', 'XVE', 2018); "
        "assert 'sqlite_utils' not in sys.modules"
    )

    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_the_country_of_the_samples_is_made_up() -> None:
    """Fixtures are the project's own words."""
    assert VELDONIA.iso3.startswith("X")
