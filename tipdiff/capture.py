"""The values of the archive: what a capture is, what is known of it, what went over the wire."""

from __future__ import annotations

from dataclasses import dataclass

from tipdiff.model import Evidence, SeriesName

Headers = tuple[tuple[str, str], ...]

GOOD = "good"
"""Status of a capture that holds a narrative. Other words are the judge's: blocked, ..."""

MOVED = "moved"
"""Status of a redirect; the next capture of the same edition is the answer that it led to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the one who brings a capture knows of it, kept in the WARC record beside the bytes.

    Country and edition are what cannot be read from the bytes alone (given by the operator, or by
    the index page the link stood on), so that parsing the capture anew needs nothing else.
    """

    source: str
    series: SeriesName = "tip"
    country: str | None = None
    """ISO 3166 alpha-3."""
    edition: int | None = None
    status: str = GOOD
    origin: str | None = None
    """The WARC file of others, and its record, that the capture was taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its response, as they went over the wire but for the body's encoding.

    The body has its Content-Encoding undone, so that the digest is that of the page itself and
    a page that the server compressed anew is still the same page.
    """

    url: str
    http_status: int
    reason: str = ""
    headers: Headers = ()
    body: bytes = b""
    method: str = "GET"
    request_headers: Headers = ()
    via: tuple[Exchange, ...] = ()
    """The redirects that led here, the first one first."""

    def header(self, name: str) -> str | None:
        """The first value of a response header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Raw bytes received at one moment, and the WARC record that keeps them."""

    id: str
    """The UUID of the WARC record."""
    source: str
    url: str
    captured_at: str
    """ISO 8601, UTC, to the second."""
    sha256: str
    """Of the document: hexadecimal, as sha256sum prints it."""
    content_type: str
    size: int
    """Bytes of the document."""
    warc_file: str
    offset: int
    length: int
    series: SeriesName = "tip"
    country: str | None = None
    edition: int | None = None
    status: str = GOOD
    origin: str | None = None
    http_status: int | None = None
    same_as: str | None = None
    """Id of the capture that holds the bytes, where this one is a `revisit` record."""

    @property
    def facts(self) -> Facts:
        """What was known of the capture when it was brought."""
        return Facts(
            source=self.source,
            series=self.series,
            country=self.country,
            edition=self.edition,
            status=self.status,
            origin=self.origin,
        )

    @property
    def is_file(self) -> bool:
        """Whether it was saved by somebody: no address of the web is known of it."""
        return self.url.startswith("file:")

    @property
    def evidence(self) -> Evidence:
        """What a narrative says of where its bytes came from."""
        return Evidence(
            sha256=self.sha256, source=self.source, url=self.url, captured_at=self.captured_at
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The outcome of bringing a capture."""

    capture: Capture
    """The one in the archive; with `same_as`, its bytes were known."""
    new: bool
    """Whether anything was written: not, when the archive knew all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong, or something mended, at a place of the archive."""

    file: str
    problem: str
    offset: int | None = None

    def __str__(self) -> str:
        place = self.file if self.offset is None else f"{self.file}, offset {self.offset}"
        return f"{place}: {self.problem}"
