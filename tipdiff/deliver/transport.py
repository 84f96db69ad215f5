"""What a transport is: it takes one message for one recipient, or raises a DeliveryError."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message to one recipient, the same at every try."""

    id: str
    """Of the message: a receiver can tell a copy by it."""
    sender: str
    recipient: str
    message: bytes


class Transport(Protocol):
    """A way out, open for a run: `with transport:` lets go of its connections in the end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def send(self, parcel: Parcel) -> None:
        """Hand a message over; when this returns, it was accepted.

        Raises Refused, Deferred or TransportDown.
        """
