"""tipdiff archives the country narratives of the Trafficking in Persons Report and compares them.

    fetchers/ --> fetch --> archive --> parse --> align --> compare --> report --> deliver
     where         bytes     capture    narrative   links    changes     digest     e-mail

The Python API:

    old = tipdiff.parse_text(old_text, edition=2022, country="Denmark")
    new = tipdiff.parse_text(new_text, edition=2023, country="Denmark")
    for change in tipdiff.compare(old, new).changes:
        print(change.label)

    tipdiff.align(["Fund shelters."], ["Fund shelters for men."])
"""

from typing import TYPE_CHECKING, Any

from tipdiff.align import align
from tipdiff.compare import compare

if TYPE_CHECKING:
    from tipdiff.parse import parse_text

__version__ = "0.1.0"

__all__ = ["__version__", "align", "compare", "parse_text"]


def __getattr__(name: str) -> Any:
    """The parser, when it is first asked for: no command should wait for it in vain."""
    if name == "parse_text":
        from tipdiff.parse import parse_text

        return parse_text
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
