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
│   │   └── NotConnected  nothing was even asked: there was no connection
│   ├── Forbidden         robots.txt, an address or a redirect that is not allowed
│   ├── FetchStopped      so much went wrong that a person should look first
│   └── Unfit             an answer over the bounds, or in a form that is not read
├── DeliveryError         a message cannot be handed over
│   ├── Refused           the message will never be taken
│   ├── Deferred          the message is not taken now, or its answer was lost
│   └── TransportDown     no message at all can be handed over now
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


class NotConnected(Unreachable):
    """Nothing was even asked: there was no connection."""


class Forbidden(FetchError):
    """robots.txt, an address or a redirect that is not allowed."""


class FetchStopped(FetchError):
    """So much went wrong that a person should look first."""


class Unfit(FetchError):
    """An answer over the bounds, or in a form that is not read."""


class DeliveryError(TipdiffError):
    """A message cannot be handed over."""


class Refused(DeliveryError):
    """The message will never be taken."""


class Deferred(DeliveryError):
    """The message is not taken now, or its answer was lost: worth another try, later."""

    def __init__(self, message: str, *, unsure: bool = False, seconds: float = 0.0) -> None:
        """Say whether it may have been taken all the same, and how long to wait at least."""
        super().__init__(message)
        self.unsure = unsure
        self.seconds = seconds


class TransportDown(DeliveryError):
    """No message at all can be handed over now: the way is broken, or set up wrongly."""


class ArchiveError(TipdiffError):
    """The archive or its database cannot be used."""
