"""Numbers in digits and words, as whole numbers."""

from __future__ import annotations

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}


def number_of(words: str) -> int | None:
    """The number that digits ("1,624") or words ("one hundred and two") stand for."""
    digits = words.replace(",", "")
    if digits.isdecimal():
        return int(digits)
    if words.lower() in ("no", "none"):
        return 0
    total = 0
    for word in words.lower().replace("-", " ").split():
        if word == "hundred":
            total *= 100
        elif word in _VALUES:
            total += _VALUES[word]
        elif word != "and":
            return None
    return total
