"""What is made of a word is made once, and no text fills the memory with words."""

from __future__ import annotations

from tipdiff import memo
from tipdiff.memo import OfWords


def test_the_function_is_asked_once_for_each_word() -> None:
    asked: list[str] = []

    def upper(word: str) -> str:
        asked.append(word)
        return word.upper()

    made = OfWords(upper)

    assert [made[word] for word in ("raid", "law", "raid")] == ["RAID", "LAW", "RAID"]
    assert asked == ["raid", "law"]


def test_made_up_words_do_not_fill_the_memory() -> None:
    made = OfWords(str.title)
    for number in range(memo.MOST + 1):
        assert made[f"w{number}"] == f"W{number}"

    assert len(made) <= memo.MOST
