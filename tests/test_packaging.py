"""What is imported is declared: a fresh installation has all that any command needs."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

TOP = Path(__file__).parents[1]
OWN = {"tipdiff", "fetchers"}


def imported(path: Path) -> set[str]:
    """The packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - OWN - sys.stdlib_module_names


def needed(package: str) -> set[str]:
    """What a package needs wherever it is installed, or by an extra for users."""
    rows = [row.replace('"', "'") for row in requires(package) or ()]
    kept = [row for row in rows if "extra ==" not in row or package == "tipdiff"]
    return {
        re.split(r"[^\w.-]", row)[0].lower().replace("_", "-")
        for row in kept
        if "extra == 'dev'" not in row
    }


def test_every_import_is_of_a_declared_dependency() -> None:
    """Or of what one of these brings as a part of its own interface: urllib3, markupsafe."""
    declared = needed("tipdiff")
    brought = declared | needed("requests") | needed("jinja2")
    distributions = packages_distributions()
    modules = [path for name in OWN for path in (TOP / name).rglob("*.py")]
    unknown = {
        f"{path.relative_to(TOP)}: {name}"
        for path in modules
        for name in imported(path)
        if not {*map(str.lower, distributions.get(name, [name])), name.replace("_", "-")} & brought
    }

    assert len(modules) > 100
    assert unknown == set()
