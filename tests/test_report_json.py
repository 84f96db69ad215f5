"""A comparison as JSON: a documented, versioned form from which both texts can be rebuilt."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

import tipdiff
from tests.comparisons import hostile, veldonia
from tipdiff import model
from tipdiff.report.json import SCHEMA, comparison_to_dict, render_json
from tipdiff.report.select import select
from tipdiff.report.view import side_runs
from tipdiff.series import section_names

SCHEMA_FILE = Path(tipdiff.__file__).parent / "data" / "comparison.schema.json"


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema that is shipped."""
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "comparison", [veldonia(), hostile("</script>")], ids=["veldonia", "hostile"]
)
def test_the_output_keeps_to_the_schema(schema: Any, comparison: model.Comparison) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render_json(comparison)), schema)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("kind", model.ChangeKind),
        ("direction", model.Direction),
    ],
)
def test_the_schema_knows_every_value_of_the_model(schema: Any, name: str, values: Any) -> None:
    known = schema["$defs"]["change"]["properties"].get(name) or schema["$defs"][name]

    assert set(known["enum"]) - {None} == set(get_args(values))


def test_the_schema_knows_every_kind_of_section_of_every_series(schema: Any) -> None:
    assert schema["$defs"]["section_kind"]["enum"] == list(section_names())


def test_every_field_of_a_change_is_told() -> None:
    told = comparison_to_dict(veldonia())["outcomes"][0]

    assert {field.name for field in fields(model.Change)} | {"slug"} == set(told)


def test_both_texts_can_be_rebuilt_and_offsets_hold() -> None:
    data = json.loads(render_json(veldonia()))

    for side, narrative in (("old", veldonia().old), ("new", veldonia().new)):
        sections = data[side]["sections"]
        assert "".join(section["text"] for section in sections) == narrative.text
        for section in sections:
            for statement in section["statements"]:
                cut = section["text"][statement["start"] : statement["end"]]
                assert cut == statement["text"]


def test_every_statement_is_in_exactly_one_outcome() -> None:
    data = json.loads(render_json(veldonia()))

    for side in ("old", "new"):
        told = sorted((q["section"], q["statement"]) for c in data["outcomes"] for q in c[side])
        assert told == [
            (s, t)
            for s, section in enumerate(data[side]["sections"])
            for t in range(len(section["statements"]))
        ]


def test_quotes_are_exact_and_words_join_to_them() -> None:
    for told, change in zip(
        comparison_to_dict(veldonia())["outcomes"], veldonia().outcomes, strict=True
    ):
        for side in ("old", "new"):
            quotes = [quote["text"] for quote in told[side]]
            for quote in told[side]:
                section = getattr(veldonia(), side).sections[quote["section"]]
                assert quote["text"] in section.text
            if change.words:
                runs = side_runs(change.words, "old" if side == "old" else "new")
                assert "".join(run.text for run in runs) == " ".join(quotes)


def test_a_change_is_told_with_place_words_and_reasons() -> None:
    change = comparison_to_dict(veldonia())["outcomes"][6]

    assert change["slug"] == "reworded-recommendation"
    assert change["old"] == [
        {
            "section": 1,
            "statement": 0,
            "place": "recommendation 1",
            "text": "Continue to train judges on the 2015 law.",
        }
    ]
    assert change["words"][:2] == [
        {"op": "delete", "text": "Continue to "},
        {"op": "insert", "text": "Vigorously "},
    ]
    assert change["reasons"] == [{"rule": "urgency added", "words": "Vigorously"}]


def test_only_and_section_narrow_the_changes_and_say_so() -> None:
    data = comparison_to_dict(veldonia(), selection=select(["prosecution"], ["updated"]))

    assert data["schema"] == SCHEMA
    assert data["selection"] == {"sections": ["prosecution"], "only": ["updated"]}
    assert [change["id"] for change in data["headlines"] + data["outcomes"]] == ["c13"]


def test_the_output_is_safe_to_print_and_loses_nothing() -> None:
    words = "\x1b[2J \u202e \x9b \ud800 \U000e0041 \u2028"
    text = render_json(hostile(words))

    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl")} == {"\n"}
    assert json.loads(text)["notes"] == [words]
    assert text.encode("utf-8")
