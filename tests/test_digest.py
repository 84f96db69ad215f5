"""A digest: what it selects, when it is empty, and what it is known by."""

from __future__ import annotations

from dataclasses import replace

from tests.comparisons import NEW, OLD, VELDONIA, compared, narrative, veldonia
from tipdiff.digest import NotCompared, SilentEdit, compose
from tipdiff.subscriptions import Subscription

DESK = Subscription(name="Desk", to=("desk@example.org",), countries=("XVE",))


def test_a_digest_holds_what_the_subscription_asked_for() -> None:
    """Kinds, sections and significance narrow it; what is smaller is counted."""
    digest = compose(replace(DESK, sections=("recommendations",), significance=50), [veldonia()])
    (news,) = digest.news

    assert [change.id for change in news.changes] == ["c9", "c11", "c7"]
    assert news.smaller == 2


def test_a_country_that_is_not_followed_is_not_in_it() -> None:
    digest = compose(
        replace(DESK, countries=("DNK",)),
        [veldonia()],
        [SilentEdit(comparison=veldonia(), before="2023-07-01", after="2023-08-01")],
        [NotCompared(VELDONIA, "lost")],
        [VELDONIA],
    )

    assert (digest.news, digest.edits, digest.not_compared, digest.awaited) == ((), (), (), ())
    assert digest.is_empty


def test_a_digest_without_a_change_is_empty() -> None:
    same = compared(narrative(2022, OLD), narrative(2023, NEW), (), ())

    assert compose(DESK, [same]).is_empty
    assert not compose(DESK, [same, veldonia()]).is_empty


def test_the_key_is_made_of_subscription_and_news_alone() -> None:
    """Another capture of the same words, or a country that is missing, is no other news."""
    key = compose(DESK, [veldonia()]).key
    again = replace(veldonia(), new=replace(veldonia().new, evidence=None))

    assert compose(DESK, [again], (), [NotCompared(VELDONIA, "lost")]).key == key
    assert compose(replace(DESK, to=("other@example.org",)), [veldonia()]).key == key
    assert compose(replace(DESK, name="Other"), [veldonia()]).key != key
    assert compose(replace(DESK, significance=60), [veldonia()]).key != key
    assert compose(DESK, []).key != key


def test_silent_edits_are_told_where_they_are_asked_for() -> None:
    edit = SilentEdit(comparison=veldonia(), before="2023-07-01", after="2023-08-01")

    assert not compose(DESK, [], [edit]).is_empty
    assert compose(replace(DESK, revisions=False), [], [edit]).is_empty
