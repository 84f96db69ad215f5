"""The parts of the documentation that are made from the code: `python -m cogapp -r FILE`."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.testing import CliRunner

from tipdiff import themes
from tipdiff.cli import main
from tipdiff.config import render
from tipdiff.report.history.signs import SIGNS
from tipdiff.tables.ledger import FATES
from tipdiff.tables.significance import DIRECTION_BONUS, WEIGHTS
from tipdiff.tables.template_shares import SHARED, TEMPLATE, TEMPLATE_FACTS, TEMPLATE_STATEMENT
from tipdiff.tables.theme_cues import PASSAGES
from tipdiff.tables.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = 34
"""Lines of the comparison that the README shows."""


def session() -> str:
    """Import, list and compare the made-up country's editions, as a user would."""
    with _folder_with_editions():
        calls = [
            "tipdiff import veldonia-2018.txt veldonia-2023.html",
            "tipdiff list",
            "tipdiff diff veldonia 2018 2023 --width 90",
            "tipdiff diff veldonia 2018 2023 --format html -o veldonia.html",
        ]
        return _block("\n".join(_call(call) for call in calls), "console")


TIERS = """year,name_as_in_source,tier,source,confidence
2023,Veldonia,2,newspaper,secondary
2024,Veldonia,2WL,newspaper,secondary
2025,Veldonia,2WL,newspaper,secondary
"""


def tiers() -> str:
    """A table of tiers taken in, and the tiers of the made-up country with its clock."""
    with _folder_with_editions():
        Path("tiers.csv").write_text(TIERS, encoding="utf-8")
        _call("tipdiff import veldonia-2018.txt veldonia-2023.html")
        calls = ["tipdiff tiers --import tiers.csv", "tipdiff tiers veldonia"]
        return _block("\n".join(_call(call) for call in calls), "console")


def found() -> str:
    """What the made-up country's editions say of a theme, and what is not known."""
    with _folder_with_editions():
        _call("tipdiff import veldonia-2018.txt veldonia-2023.html")
        calls = [
            "tipdiff search shelter --role recommendation --limit 2",
            "tipdiff search --theme training --role recommendation --edition 2018 --not-in 2017",
        ]
        return _block("\n".join(_call(call) for call in calls), "console")


def ledger() -> str:
    """The life of the made-up country's recommendations."""
    return _asked("tipdiff history veldonia --recommendations --width 90")


def totals() -> str:
    """The investigations of the made-up country over its editions."""
    return _asked("tipdiff figures veldonia --measure investigations --width 90")


def _asked(*calls: str) -> str:
    """What calls print, where all editions of the made-up country are in the archive."""
    with _folder_with_editions():
        _call("tipdiff import veldonia-2014.txt veldonia-2018.txt veldonia-2023.html")
        return _block("\n".join(map(_call, calls)), "console")


def signs() -> str:
    """The signs of the picture."""
    rows = ["| sign | stands for |", "|---|---|"]
    rows += [f"| `{sign.sign}` | {sign.meaning} |" for sign in SIGNS if sign.meaning]
    return "\n".join(rows) + "\n"


def fates() -> str:
    """What an edition says in place of what it does not repeat, and how sure a link must be."""
    rows = ["| fate | the edition has | score | origin |", "|---|---|---|---|"]
    rows += [f"| {row.fate} | {row.name} | {row.least} | {row.origin} |" for row in FATES]
    return "\n".join(rows) + "\n"


def evidence() -> str:
    """A change of the made-up country proved, and the proof checked."""
    with _folder_with_editions():
        _call("tipdiff import veldonia-2018.txt veldonia-2023.html")
        calls = [
            "tipdiff evidence xve-2018-2023-3419aa09 -o tier.zip",
            "tipdiff evidence --check tier.zip",
        ]
        return _block("\n".join(_call(call) for call in calls), "console")


def released() -> str:
    """The table of an edition, of the made-up country."""
    with _folder_with_editions():
        _call("tipdiff import veldonia-2018.txt veldonia-2023.html")
        calls = ["tipdiff release 2023", "tipdiff release 2023 -o release-2023.html"]
        return _block("\n".join(_call(call) for call in calls), "console")


def shares() -> str:
    """In how many countries an edit must be found, and for what."""
    rows = ["| called | share of the countries compared | at least | why |", "|---|---|---|---|"]
    rows += [
        f"| {row.name} | {row.share:.0%} | {row.least} | {row.origin} |"
        for row in (SHARED, TEMPLATE, TEMPLATE_FACTS, TEMPLATE_STATEMENT)
    ]
    return "\n".join(rows) + "\n"


def release_schema() -> str:
    """The keys of an edition's table in JSON, with what they hold."""
    data = json.loads(files("tipdiff").joinpath("data/release.schema.json").read_text("utf-8"))
    rows = ["| key | holds |", "|---|---|"]
    parts = (("", data), ("rows[].", data["$defs"]["row"]), ("edits[].", data["$defs"]["edit"]))
    for prefix, part in parts:
        rows += [
            f"| `{prefix}{key}` | {value.get('description', '')} |"
            for key, value in part["properties"].items()
        ]
    return "\n".join(rows) + "\n"


def digest_schema() -> str:
    """The keys of a digest in JSON, with what they hold."""
    data = json.loads(files("tipdiff").joinpath("data/digest.schema.json").read_text("utf-8"))
    rows = ["| key | holds |", "|---|---|"]
    parts = data["$defs"]
    for prefix, part in (
        ("", data),
        ("compared[].", parts["news"]),
        ("compared[].old.", parts["side"]),
    ):
        rows += [
            f"| `{prefix}{key}` | {value.get('description', '')} |"
            for key, value in part["properties"].items()
        ]
    return "\n".join(rows) + "\n"


def theme_rows() -> str:
    """Every theme with what tells it, an example for each phrase, and what only seems to."""
    cues = {theme.name: theme.cues for theme in THEMES}
    rows = ["| theme | cues | phrases, as in | not, as in |", "|---|---|---|---|"]
    for name in themes.names():
        cases = {
            tells: "; ".join(
                row.case for row in PASSAGES if row.theme == name and row.tells is tells
            )
            for tells in (True, False)
        }
        rows.append(
            f"| {name} | {', '.join(cues.get(name, ()))} | {cases[True]} | {cases[False]} |"
        )
    return "\n".join(rows) + "\n"


def overview() -> str:
    """The help of the group: every command in a line."""
    return _block(_call("tipdiff --help"), "console")


def help_of() -> str:
    """The help of every command, each under its name."""
    texts = (
        f"## tipdiff {name}\n{_block(_call(f'tipdiff {name} --help'), 'console')}"
        for name in main.commands
    )
    return "\n" + "".join(texts)


def settings() -> str:
    """The configuration with its defaults."""
    return _block(render(), "toml")


def weights() -> str:
    """The table of significance."""
    rows = ["| changes | of | weight | why |", "|---|---|---|---|"]
    rows += [
        f"| {', '.join(row.kinds)} | {', '.join(row.subjects).replace('*', 'anything')} "
        f"| {row.weight} | {row.origin} |"
        for row in WEIGHTS
    ]
    tail = f"\nA recommendation with a direction (strengthened ...) gets {DIRECTION_BONUS} more.\n"
    return "\n".join(rows) + "\n" + tail


def schema() -> str:
    """The keys of a comparison in JSON, at the top and of a change, with what they hold."""
    data = json.loads(files("tipdiff").joinpath("data/comparison.schema.json").read_text("utf-8"))
    rows = ["| key | holds |", "|---|---|"]
    for prefix, part in (("", data), ("changes[].", data["$defs"]["change"])):
        rows += [
            f"| `{prefix}{key}` | {value.get('description', value.get('type', ''))} |"
            for key, value in part["properties"].items()
        ]
    return "\n".join(rows) + "\n"


def questions() -> str:
    """The questions of docs/datasette.json, each with its SQL."""
    parts = []
    for query in _described()["queries"].values():
        sql = re.sub(r" (FROM|JOIN|WHERE|AND|GROUP|ORDER)\b", r"\n\1", query["sql"])
        parts.append(f"{query['title']}\n\n```sql\n{sql};\n```\n")
    return "\n" + "\n".join(parts) + "\n"


def described() -> str:
    """Every table and view of a real database, with what docs/datasette.json says of them."""
    told = _described()["tables"]
    parts = []
    for name, columns in database().items():
        about = told.get(name, {"description": "", "columns": {}})
        rows = [f"| `{column}` | {about['columns'].get(column, '')} |" for column in columns]
        head = f"### {name}\n\n{about['description']}\n\n| column | holds |\n|---|---|\n"
        parts.append(head + "\n".join(rows) + "\n")
    return "\n" + "\n".join(parts) + "\n"


def database() -> dict[str, list[str]]:
    """The columns of every table and view that is there for people, the derived ones first."""
    from sqlite_utils import Database

    from tipdiff.archive import Archive

    with tempfile.TemporaryDirectory() as folder:
        with Archive(Path(folder)) as archive, archive.writing():
            pass
        opened = Database(Path(folder) / "tipdiff.db")
        every = [*opened.tables, *opened.views]
        found = {
            each.name: [column.name for column in each.columns]
            for each in every
            if not each.name.startswith(("_", "sqlite", "statements_fts_"))
        }
        opened.close()
    order = [*_described()["tables"], *sorted(found)]
    return {name: found[name] for name in dict.fromkeys(order) if name in found}


def _described() -> dict[str, Any]:
    path = Path(__file__).with_name("datasette.json")
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))["databases"]["tipdiff"]
    return told


@contextmanager
def _folder_with_editions() -> Iterator[None]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as above:
        folder = Path(above) / "texts"
        folder.mkdir()
        for resource in files("tipdiff").joinpath("demo").iterdir():
            with as_file(resource) as path:
                (folder / path.name).write_bytes(path.read_bytes())
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def _call(line: str) -> str:
    """A command line with what it prints; a long answer is cut, and says so."""
    words = line.split()[1:]
    result = CliRunner(env={"COLUMNS": "90", "TERMINAL_WIDTH": "90"}).invoke(
        main, words, prog_name="tipdiff", terminal_width=90
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    answer = _without_capture(click.unstyle(result.output).rstrip()).split("\n")
    if len(answer) > LINES and "--help" not in words:
        answer = [*answer[:LINES], f"... ({len(answer) - LINES} more lines)"]
    return "\n".join([f"$ {line}", *(text.rstrip() for text in answer), ""])


def _without_capture(text: str) -> str:
    """The moment of import, which is another each time, as a fixed one."""
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "2024-01-31T09:00:00Z", text)


def _block(text: str, language: str) -> str:
    return f"\n```{language}\n{text.rstrip()}\n```\n\n"
