"""The tables of tipdiff.db, as the steps that made them: a step is never edited, only followed.

What is in the first tables is derived from the WARC files and made anew by `tipdiff rebuild`, but
for readings, which only save time. The others are state, which no WARC file tells: what the
background job ran, what subscribers were told. No row of the state refers to a derived one: it
names bytes and countries, not narratives.

    warc_files <-- captures <-- tier_rows, readings
                            <-- narratives <-- grades, sections, statements, figures, warnings
                                                                     ^-- statement_themes
                                           <-- comparisons, change_rows (of two)

    jobs          digests <-- outbox          positions          notices
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.store.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from sqlite_utils.db import ForeignKey

SET = "tipdiff"
"""Name of the migration set in the table _sqlite_migrations."""


def m001_captures(db: Database) -> None:
    """What the WARC files hold."""
    db.table("warc_files").create(
        {"name": str, "size": int, "crc32": int}, pk="name", not_null={"size", "crc32"}
    )
    captures = db.table("captures").create(
        {
            "id": str,
            "series": str,
            "source": str,
            "country": str,
            "edition": int,
            "url": str,
            "captured_at": str,
            "status": str,
            "origin": str,
            "http_status": int,
            "content_type": str,
            "size": int,
            "sha256": str,
            "same_as": str,
            "warc_file": str,
            "offset": int,
            "length": int,
        },
        pk="id",
        not_null={"series", "source", "url", "captured_at", "status", "sha256", "warc_file"},
        # same_as is no foreign key: the row of a look outlives damage to the record it refers to.
        foreign_keys=[("warc_file", "warc_files", "name")],
    )
    captures.create_index(["sha256"])
    captures.create_index(["warc_file", "offset"], unique=True)
    captures.create_index(["url", "captured_at"])


def m002_narratives(db: Database) -> None:
    """What the captures say: parsed, for the program, and in rows, for people who ask in SQL."""
    narratives = db.table("narratives").create(
        {
            "id": int,
            "capture": str,
            "series": str,
            "iso3": str,
            "country": str,
            "edition": int,
            "source": str,
            "partial": int,
            "tier": str,
            "tier_move": str,
            "waiver": int,
            "characters": int,
            "parser_version": int,
            "parsed": bytes,
        },
        pk="id",
        not_null={"capture", "series", "iso3", "country", "edition", "source", "parsed"},
        foreign_keys=[_owned_by("captures", "id", table="narratives", column="capture")],
    )
    narratives.create_index(["capture", "iso3", "edition"], unique=True)
    narratives.create_index(["series", "iso3", "edition"])
    for name, columns in _PARTS.items():
        part = db.table(name).create(
            {"narrative": int, **columns},
            foreign_keys=[_owned_by("narratives", "id", table=name, column="narrative")],
        )
        part.create_index(["narrative"])


def m003_wordings(db: Database) -> None:
    """Which narratives of a source have the same words: silent edits show as another number."""
    db.table("narratives").add_column("wording", int)
    db.table("captures").create_index(["same_as"])


def m004_jobs(db: Database) -> None:
    """What the background job ran, so that it knows after a restart what it missed."""
    jobs = db.table("jobs").create(
        {
            "id": int,
            "job": str,
            "due_at": str,
            "started_at": str,
            "ended_at": str,
            "outcome": str,
            "message": str,
        },
        pk="id",
        not_null={"job", "due_at", "started_at", "outcome"},
    )
    jobs.create_index(["job"])


def m005_comparisons(db: Database) -> None:
    """What became of every statement between two narratives, so that it is computed once."""
    comparisons = db.table("comparisons").create(
        {"old": int, "new": int, "version": int, "changes": int, "outcomes": bytes},
        pk=("old", "new"),
        not_null={"version", "changes", "outcomes"},
        foreign_keys=[
            _owned_by("narratives", "id", table="comparisons", column=side)
            for side in ("old", "new")
        ],
    )
    comparisons.create_index(["new"])


def m008_search(db: Database) -> None:
    """Statements found by their words and by theme; an archive that exists already is filled."""
    from tipdiff.store.tagging import tag_all

    columns = ", ".join(f'"{name}"' for name in ("narrative", *_PARTS["statements"]))
    db.table("statements_keyed").create(
        {"id": int, "narrative": int, **_PARTS["statements"]},
        # A number of its own: SQLite may give other rowids to a table without one (VACUUM).
        pk="id",
        foreign_keys=[_owned_by("narratives", "id", table="statements_keyed", column="narrative")],
    )
    db.execute(f"INSERT INTO statements_keyed ({columns}) SELECT {columns} FROM statements")  # noqa: S608
    db.table("statements").drop()
    db.execute("ALTER TABLE statements_keyed RENAME TO statements")
    statements = db.table("statements")
    statements.create_index(["narrative"])
    statements.enable_fts(["text"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)
    # Rows come a narrative at a time, and are indexed in one go: a third of the time of a trigger.
    db.execute("DROP TRIGGER statements_ai")
    db.execute("CREATE VIRTUAL TABLE words USING fts5vocab('statements_fts', 'row')")
    themes = db.table("statement_themes").create(
        {"statement": int, "theme": str},
        pk=("statement", "theme"),
        foreign_keys=[_owned_by("statements", "id", table="statement_themes", column="statement")],
    )
    themes.create_index(["theme"])
    tag_all(db)


def m006_outbox(db: Database) -> None:
    """What is sent to whom, as bytes, and what each subscriber has been told."""
    db.table("digests").create(
        {
            "id": int,
            "subscription": str,
            "key": str,
            "subject": str,
            "content": str,
            "positions": str,
            "held": str,
            "created_at": str,
            "settled_at": str,
        },
        pk="id",
        not_null={"subscription", "key", "subject", "content", "positions", "created_at"},
    ).create_index(["subscription", "key"], unique=True)
    outbox = db.table("outbox").create(
        {
            "id": int,
            "digest": int,
            "channel": str,
            "recipient": str,
            "message_id": str,
            "subject": str,
            "message": bytes,
            "state": str,
            "attempts": int,
            "next_at": str,
            "unsure": int,
            "error": str,
            "created_at": str,
            "changed_at": str,
        },
        pk="id",
        not_null={"channel", "recipient", "message_id", "message", "state", "created_at"},
        foreign_keys=[("digest", "digests", "id")],
    )
    outbox.create_index(["state", "next_at"])
    outbox.create_index(["digest"])
    _m006_told(db)


def _m006_told(db: Database) -> None:
    """What each subscriber, and the operator, has been told."""
    db.table("positions").create(
        {
            "subscription": str,
            "series": str,
            "iso3": str,
            "edition": int,
            "complete": int,
            "evidence": str,
            "told": str,
            "looked_until": str,
        },
        pk=("subscription", "series", "iso3"),
        not_null={"edition", "complete", "evidence", "told", "looked_until"},
    )
    db.table("notices").create({"cause": str, "at": str}, pk="cause", not_null={"at"})


def m007_tiers(db: Database) -> None:
    """Rows of tables of tiers that the operator brought; the file itself is a capture."""
    rows = db.table("tier_rows").create(
        {
            "capture": str,
            "line": int,
            "edition": int,
            "name": str,
            "iso3": str,
            "tier": str,
            "source": str,
            "confidence": str,
        },
        pk=("capture", "line"),
        not_null={"edition", "name", "tier", "source", "confidence"},
        foreign_keys=[_owned_by("captures", "id", table="tier_rows", column="capture")],
    )
    rows.create_index(["iso3", "edition"])


def m011_changes(db: Database) -> None:
    """The changes of the comparisons that are kept, in rows; those without are made anew."""
    rows = db.table("change_rows").create(
        {
            "old": int,
            "new": int,
            "id": str,
            "kind": str,
            "subject": str,
            "label": str,
            "section": str,
            "significance": int,
            "direction": str,
            "old_statements": str,
            "new_statements": str,
        },
        not_null={"old", "new", "id"},
        foreign_keys=[
            _owned_by("narratives", "id", table="change_rows", column=side)
            for side in ("old", "new")
        ],
    )
    rows.create_index(["old", "new"])
    rows.create_index(["new"])
    rows.create_index(["id"])
    db.table("comparisons").delete_where()


def m012_readings(db: Database) -> None:
    """What files were read as, so that those that are brought again need not be read again."""
    db.table("readings").create(
        {"reading": str, "capture": str},
        pk="reading",
        not_null={"capture"},
        foreign_keys=[_owned_by("captures", "id", table="readings", column="capture")],
    ).create_index(["capture"])


STEPS: tuple[Callable[[Database], None], ...] = (
    m001_captures,
    m002_narratives,
    m003_wordings,
    m004_jobs,
    m005_comparisons,
    m008_search,
    m006_outbox,
    m007_tiers,
    m011_changes,
    m012_readings,
)

_PARTS: dict[str, dict[str, type]] = {
    "grades": {"section": str, "grade": str},
    "sections": {"position": int, "kind": str, "heading": str, "characters": int},
    "statements": {
        "section": int,
        "kind": str,
        "position": int,
        "role": str,
        "rank": int,
        "start": int,
        "stop": int,
        "text": str,
    },
    "figures": {
        "measure": str,
        "period": str,
        "value": int,
        "unit": str,
        "qualifier": str,
        "evidence": str,
    },
    "warnings": {"text": str},
}
"""Tables that hang on a narrative. `stop` is the end offset: END is a word of SQL."""


def migrate(db: Database) -> None:
    """Bring the database to the newest form; each step is one transaction.

    Views are no step: they are put aside, in whose way SQLite would let no table be renamed, and
    made anew.
    """
    from sqlite_utils import Migrations

    migrations = Migrations(SET)
    for step in STEPS:
        migrations()(step)
    for name in VIEWS:
        db.execute(f'DROP VIEW IF EXISTS "{name}"')
    migrations.apply(db)
    for sql in VIEWS.values():
        db.execute(sql)


def _owned_by(owner: str, key: str, *, table: str, column: str) -> ForeignKey:
    from sqlite_utils.db import ForeignKey

    return ForeignKey(
        table=table, column=column, other_table=owner, other_column=key, on_delete="CASCADE"
    )
