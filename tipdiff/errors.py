"""Everything tipdiff raises for a reason the user can act on.

TipdiffError              exit code 2, one line on standard error
├── UsageError            what was asked for makes no sense
│   ├── UnknownCountry    with "did you mean"
│   └── UnknownEdition    with the editions there are
├── ConfigError           config.toml is broken or has an unknown key
├── DocumentError         a document cannot become a narrative
│   ├── NotText           binary, empty, or in a broken encoding
│   ├── TooLarge          over the bound
│   └── NotANarrative     text, but no narrative: a block page, an index
├── FetchError            a page cannot be fetched
│   ├── Unreachable       no whole answer came: worth another try, later
│   ├── Forbidden         robots.txt, an address or a redirect that is not allowed
│   ├── FetchStopped      so much went wrong that a person should look first
│   └── Unfit             an answer over the bounds, or in a form that is not read
└── ArchiveError          the archive or its database cannot be used
"""

from __future__ import annotations


class TipdiffError(Exception):
    """Root of all errors; the message is one line that says what, where, and what to do."""


class UsageError(TipdiffError):
    """What was asked for makes no sense."""


class UnknownCountry(UsageError):
    """No country, alias or code of that name."""


class UnknownEdition(UsageError):
    """No such edition of that country in the archive."""


class ConfigError(TipdiffError):
    """config.toml is broken or has an unknown key."""


class DocumentError(TipdiffError):
    """A document cannot become a narrative."""


class NotText(DocumentError):
    """Binary, empty, or in a broken encoding."""


class TooLarge(DocumentError):
    """Over the bound on size."""


class NotANarrative(DocumentError):
    """Text, but no narrative: a block page, an index."""


class FetchError(TipdiffError):
    """A page cannot be fetched."""


class Unreachable(FetchError):
    """No whole answer came: worth another try, later."""


class Forbidden(FetchError):
    """robots.txt, an address or a redirect that is not allowed."""


class FetchStopped(FetchError):
    """So much went wrong that a person should look first."""


class Unfit(FetchError):
    """An answer over the bounds, or in a form that is not read."""


class ArchiveError(TipdiffError):
    """The archive or its database cannot be used."""
