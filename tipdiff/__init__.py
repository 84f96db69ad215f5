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

from tipdiff.align import align
from tipdiff.compare import compare
from tipdiff.parse import parse_text

__version__ = "0.1.0"

__all__ = ["__version__", "align", "compare", "parse_text"]
