"""The documentation says what the code does: commands, settings, the example, the version."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import tipdiff
from docs.generate import database
from tipdiff.cli import main
from tipdiff.jobs import JOBS

if TYPE_CHECKING:
    from click import Command

TOP = Path(__file__).parents[1]
COMMANDS = (TOP / "docs" / "commands.md").read_text(encoding="utf-8")
README = (TOP / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_help_and_stands_in_the_documentation(name: str) -> None:
    """Its help is printed there, made from the code."""
    command = main.commands[name]

    assert command.help
    assert f"$ tipdiff {name} --help" in COMMANDS


@pytest.mark.parametrize("command", main.commands.values(), ids=str)
def test_every_option_says_what_it_is_for(command: Command) -> None:
    """Help texts, but for the ones whose name and choices say it all."""
    told = {"output", "form", "edition"}
    silent = [
        p.name for p in command.params
        if p.param_type_name == "option" and not getattr(p, "help", "") and p.name not in told
    ]  # fmt: skip

    assert silent == []


def test_the_python_example_prints_what_its_comments_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The example of the README runs as it stands."""
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec(compile(block, "README.md", "exec"), {})

    expected = re.findall(r"^# (.*)$", block, re.MULTILINE)
    assert capsys.readouterr().out.splitlines() == expected


def test_the_version_stands_in_one_form_everywhere() -> None:
    """The package and its description agree."""
    described = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))

    assert described["project"]["version"] == tipdiff.__version__


def test_the_public_api_is_what_is_exported() -> None:
    """Three functions and the version."""
    assert tipdiff.__all__ == ["__version__", "align", "compare", "parse_text"]


def test_every_table_and_column_of_the_database_is_described() -> None:
    """In docs/datasette.json, from which docs/database.md is made; and nothing else is."""
    told = json.loads((TOP / "docs" / "datasette.json").read_text(encoding="utf-8"))
    tables = told["databases"]["tipdiff"]["tables"]

    assert {name: sorted(about["columns"]) for name, about in tables.items()} == {
        name: sorted(columns) for name, columns in database().items()
    }
    assert [name for name, about in tables.items() if not about["description"]] == []


def test_the_commands_in_the_guide_to_running_exist() -> None:
    """Every `tipdiff COMMAND` in its examples and text, and every job with its setting."""
    text = (TOP / "docs" / "running.md").read_text(encoding="utf-8")

    called = set(re.findall(r"(?:`|^|&& |bin/)tipdiff ([a-z]+)", text, re.MULTILINE))
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    assert called <= set(main.commands)
    assert sorted(rows) == sorted(job.name for job in JOBS)


def test_everything_that_is_imported_is_installed_with_it() -> None:
    """A package that only the tests' packages bring is missing where users are."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["dask"], *extras["png"]]
    declared = {_canonical(re.split("[<>=]", line)[0]) for line in asked}
    parts = {"urllib3": "requests", "markupsafe": "jinja2"}
    found = packages_distributions()

    needed = {_canonical(parts.get(name, found[name][0])) for name in _imported()}

    assert needed <= declared


def _imported() -> set[str]:
    names: set[str] = set()
    for path in [*(TOP / "tipdiff").rglob("*.py"), *(TOP / "fetchers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"tipdiff", "fetchers"}


def _canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()
