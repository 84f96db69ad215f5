"""Which source is asked for which edition, and when."""

from __future__ import annotations

from tipdiff.gather.known import Known, canonical
from tipdiff.gather.plan import Quest, Wish, turns
from tipdiff.registry import fetchers
from tipdiff.settings import FetchSettings

ORDER = ("2015: refworld, ecoi", "2016-2017: gvnet, state_gov, wayback", "2001-2099: wayback")


def planned(*editions: int, sources: tuple[str, ...] = ()) -> list[list[tuple[int, str]]]:
    wish = Wish(editions=editions, sources=sources)
    return [[(quest.edition, quest.source) for quest in turn] for turn in turns(wish, ORDER)]


def test_editions_go_through_their_sources_in_turns() -> None:
    """All editions of a turn at once; a source is passed over where it has no such edition."""
    assert planned(2015, 2016, 2017, 2024) == [
        [(2015, "refworld"), (2016, "gvnet"), (2017, "gvnet"), (2024, "wayback")],
        [(2015, "ecoi"), (2016, "wayback"), (2017, "state_gov")],
        [(2017, "wayback")],
    ]


def test_sources_that_are_named_are_all_asked_in_one_turn() -> None:
    """Whatever the order says."""
    assert planned(2016, 2017, sources=("state_gov", "ecoi")) == [
        [(2017, "state_gov"), (2016, "ecoi"), (2017, "ecoi")]
    ]


def test_an_edition_that_no_row_has_is_asked_of_nobody() -> None:
    """And is no error."""
    assert turns(Wish(editions=(1999,)), ORDER) == []


def test_the_default_order_has_sources_for_every_edition() -> None:
    """From the first one on, with a second source for each."""
    wish = Wish(editions=tuple(range(2001, 2030)))
    first, second, *_ = turns(wish, FetchSettings().order)

    assert [quest.edition for quest in first] == list(wish.editions)
    assert [quest.edition for quest in second] == list(wish.editions)
    assert {quest.source for turn in (first, second) for quest in turn} <= set(fetchers())


def test_a_quest_is_a_key() -> None:
    """The same edition at the same source is the same quest."""
    assert Quest(edition=2020, source="ecoi") == Quest(edition=2020, source="ecoi")
    assert Known(()).good("DNK", "https://a.example/") is None


def test_addresses_that_lead_to_the_same_page_are_the_same() -> None:
    """Scheme, final slash and fragment tell nothing apart; a query does."""
    assert canonical("http://A.example/x/#top") == canonical("https://a.example/x")
    assert canonical("https://a.example/x?p=1") != canonical("https://a.example/x?p=2")
