"""The digest as JSON, as webhooks get it: of its schema, and with all that the message says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

import tipdiff
from tests.comparisons import hostile, veldonia
from tests.digests import ALL, DESK, many, of, quiet, several, single
from tipdiff.digest import as_json, compose
from tipdiff.digest.json import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipdiff.digest import Digest

DATA = Path(tipdiff.__file__).parent / "data"


def schema(name: str) -> Any:
    return json.loads((DATA / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "made",
    [single, several, lambda: many(3), lambda: compose(DESK, [hostile("\x1b[31m</script>")])],
    ids=["single", "several", "many", "hostile"],
)
def test_the_output_keeps_to_the_schema(made: Callable[[], Digest]) -> None:
    data = json.loads(json.dumps(as_json(made()), ensure_ascii=False))

    jsonschema.Draft202012Validator.check_schema(schema("digest"))
    jsonschema.validate(data, schema("digest"))
    assert data["schema"] == SCHEMA == schema("digest")["title"]


def test_a_change_is_what_it_is_in_a_comparison() -> None:
    whole, own = schema("comparison")["$defs"], schema("digest")["$defs"]

    for part in ("section_kind", "change", "quote", "run"):
        assert own[part] == whole[part]


def test_it_holds_every_change_also_where_a_message_is_full() -> None:
    digest = many(188)

    assert digest.page[0].left_out
    assert {len(each["changes"]) for each in as_json(digest)["compared"]} == {13}


def test_it_tells_unchanged_from_not_asked_for() -> None:
    asked = replace(ALL, kinds=("turned-achievement",))
    data = as_json(compose(asked, [of("Denmark", veldonia()), quiet("Norway")]))

    assert [(each["name"], each["other_changes"] > 0) for each in data["compared"]] == [
        ("Denmark", True),
        ("Norway", False),
    ]


def test_each_side_names_its_page_and_the_archived_copy() -> None:
    side = as_json(single())["compared"][0]["new"]

    assert side["url"] == "https://example.org/reports/2023/veldonia/"
    assert side["archived"] == f"https://web.archive.org/web/20230701100000/{side['url']}"
