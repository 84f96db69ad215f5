"""Letters without their accents: what is compared, looked up or named in whatever spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal


def without_accents(text: str, form: Literal["NFD", "NFKD"] = "NFKD") -> str:
    """The text taken apart by a form of Unicode, without the marks that combine with letters.

    :param form: NFKD also spells out what stands for other letters, as ﬁ and ² do
    """
    import unicodedata

    apart = unicodedata.normalize(form, text)
    return "".join(c for c in apart if not unicodedata.combining(c))
