"""Queries on the outbox: what was decided to be sent, its rows by recipient, and what was told.

    rendered --> sending --> sent
        ^           |------> failed      (refused for good, or tried too often)
        |-----------'                    (to be tried again, at `next_at`)
    held --> rendered | dropped          (only the operator releases or drops)

What is due is no state of a row: it is worked out from the archive and the positions, and becomes
rows with their bytes in the one transaction that decides it.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from tipdiff.store.positions import Position, position_of, position_row, positions_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from tipdiff.store.connection import Connection

State = Literal["rendered", "sending", "sent", "failed", "held", "dropped"]
Channel = Literal["mail", "webhook"]

OPEN: tuple[State, ...] = ("rendered", "sending", "held")
"""States of rows that will, or may, still be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One message to one recipient, as it is to be recorded."""

    channel: Channel
    recipient: str
    message_id: str
    subject: str
    message: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A digest that is to be sent: what it says, where it leads, its messages."""

    subscription: str
    key: str
    subject: str
    content: str
    """JSON."""
    told: tuple[Position, ...]
    """Where the subscription stands when it is sent."""
    dropped: tuple[Position, ...]
    """Where it stands when the operator drops all of it."""
    sendings: tuple[Sending, ...]
    held: str = ""
    """Why it waits for the operator; empty where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """A digest that was decided, as the feeds tell it."""

    id: int
    subscription: str
    key: str
    subject: str
    content: str
    created_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the outbox, without its bytes. Times are ISO 8601, UTC."""

    id: int
    subscription: str | None
    """None: a note to the operator."""
    channel: Channel
    recipient: str
    message_id: str
    subject: str
    state: State
    attempts: int
    next_at: str
    unsure: int
    """How often it was tried again though an answer was lost: so many copies there may be more."""
    error: str
    held: str
    created_at: str
    changed_at: str


_COLUMNS = ", ".join(
    "d.subscription"
    if f.name == "subscription"
    else "coalesce(d.held, '') AS held"
    if f.name == "held"
    else f"o.{f.name}"
    for f in fields(Row)
)
_FROM = "FROM outbox o LEFT JOIN digests d ON d.id = o.digest"
_POSITION_KEY = ("subscription", "series", "iso3")


class Outbox:
    """The tables `digests`, `outbox`, `positions` and `notices`; no WARC file tells of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def decide(self, decision: Decision, now: str) -> bool:
        """Record a digest with a row for each recipient, whole or not at all.

        False where the subscription has been told the very same before.
        """
        digest = {
            "subscription": decision.subscription,
            "key": decision.key,
            "subject": decision.subject,
            "content": decision.content,
            "positions": json.dumps(
                {
                    "told": [asdict(position) for position in decision.told],
                    "dropped": [asdict(position) for position in decision.dropped],
                }
            ),
            "held": decision.held,
            "created_at": now,
            "settled_at": None,
        }
        with self._connection.atomic() as db:
            known = self._known(decision)
            if known:
                if known[0]["settled_at"] is not None:
                    self._advance(db, decision.subscription, decision.told)
                return False
            key: Any = db.table("digests").insert(digest).last_pk
            state: State = "held" if decision.held else "rendered"
            rows = [_row(each, key, state, now) for each in decision.sendings]
            db.table("outbox").insert_all(rows)
            self._settle(db, int(key), now)
        return True

    def add_notice(self, cause: str, sending: Sending, now: str) -> None:
        """Record a note to the operator, and when its cause was last told."""
        with self._connection.atomic() as db:
            db.table("outbox").insert(_row(sending, None, "rendered", now))
            db.table("notices").upsert({"cause": cause, "at": now}, pk="cause")

    def noticed(self) -> dict[str, str]:
        """When the operator was last told of each cause."""
        rows = self._connection.rows("SELECT cause, at FROM notices ORDER BY cause")
        return {row["cause"]: row["at"] for row in rows}

    def recover(self, now: str) -> int:
        """Give back what a process that is dead was sending; for the one that sends, as it starts.

        Whether the message was accepted, nobody knows: it goes out again, the same to the byte.
        """
        lost = self.rows(("sending",))
        for row in lost:
            self.again(row.id, now, "the process was killed while sending", now, unsure=True)
        return len(lost)

    def claim(self, channels: Sequence[Channel], now: str) -> Row | None:
        """Take the next row of these channels that is to be sent now: no other process can then.

        A row that was put off at a moment that has not come yet waits no longer: the clock was
        ahead then.
        """
        marks = ", ".join("?" * len(channels))
        is_over = "(o.next_at <= ? OR o.changed_at > ?)"
        due = f"o.state = 'rendered' AND {is_over} AND o.channel IN ({marks})"
        with self._connection.atomic():
            found = self._where(due, (now, now, *channels), limit=1)
            if not found:
                return None
            self._update(found[0].id, {"state": "sending", "changed_at": now})
        return replace(found[0], state="sending")

    def give_back(self, row: int, error: str, now: str) -> None:
        """Undo a claim: nothing was sent, for a reason that lies with no message."""
        self._update(row, {"state": "rendered", "error": error, "changed_at": now})

    def message(self, row: int) -> bytes:
        """The bytes of a row, the same at every try."""
        rows = self._connection.rows("SELECT message FROM outbox WHERE id = ?", (row,))
        return zlib.decompress(rows[0]["message"])

    def sent(self, row: int, now: str) -> None:
        """Record that a message was accepted."""
        self._close(row, {"state": "sent", "error": ""}, now)

    def failed(self, row: int, error: str, now: str) -> None:
        """Record that a message was refused for good."""
        self._close(row, {"state": "failed", "error": error}, now)

    def again(self, row: int, next_at: str, error: str, now: str, *, unsure: bool = False) -> None:
        """Record that a message is to be tried again, and whether it may have been accepted."""
        known = self.get(row)
        if known is None:
            return
        self._update(
            row,
            {
                "state": "rendered",
                "attempts": known.attempts + 1,
                "next_at": next_at,
                "unsure": known.unsure + unsure,
                "error": error,
                "changed_at": now,
            },
        )

    def retry(self, row: int, now: str) -> None:
        """Send a row that failed, was dropped, or waits, with the same bytes at the next chance."""
        self._update(
            row,
            {"state": "rendered", "attempts": 0, "next_at": now, "error": "", "changed_at": now},
        )

    def release(self, row: int, now: str) -> None:
        """Let the operator's yes send a held row."""
        self._update(row, {"state": "rendered", "next_at": now, "changed_at": now})

    def drop(self, row: int, now: str, why: str = "") -> None:
        """Never send a row."""
        self._close(row, {"state": "dropped", "error": why}, now)

    def get(self, row: int) -> Row | None:
        """The row of that number."""
        found = self._where("o.id = ?", (row,))
        return found[0] if found else None

    def rows(self, states: Sequence[State] = ()) -> list[Row]:
        """The rows in these states, the first decided first; all, where none is named."""
        if not states:
            return self._where("1")
        return self._where(f"o.state IN ({', '.join('?' * len(states))})", states)

    def counts(self) -> dict[State, int]:
        """How many rows are in each state."""
        rows = self._connection.rows("SELECT state, count(*) AS n FROM outbox GROUP BY state")
        return {row["state"]: row["n"] for row in rows}

    def positions(self, subscription: str) -> list[Position]:
        """What a subscription has been told, of each country."""
        return [*self._stored(subscription).values()]

    def pending(self, subscription: str) -> list[Position]:
        """What it will have been told when its open digests are sent, in order."""
        sql = (
            "SELECT positions FROM digests WHERE subscription = ? AND settled_at IS NULL "
            "ORDER BY id"
        )
        rows = self._connection.rows(sql, (subscription,))
        return [position for row in rows for position in positions_in(row["positions"], "told")]

    def begin(self, subscription: str, positions: Iterable[Position]) -> None:
        """Set where a subscription starts from, of countries it has no position of."""
        rows = [position_row(subscription, position) for position in positions]
        with self._connection.atomic() as db:
            db.table("positions").insert_all(rows, pk=_POSITION_KEY, ignore=True)

    def advance(self, subscription: str, positions: Iterable[Position]) -> None:
        """Move a subscription on past what has nothing to tell it."""
        with self._connection.atomic() as db:
            self._advance(db, subscription, positions)

    def last_decided(self, subscription: str, now: str) -> str | None:
        """When the newest digest of a subscription was decided, but for a clock that was ahead."""
        sql = "SELECT max(created_at) AS at FROM digests WHERE subscription = ? AND created_at <= ?"
        at: str | None = self._connection.rows(sql, (subscription, now))[0]["at"]
        return at

    def digests(self, subscription: str, limit: int) -> list[Digested]:
        """The newest digests of a subscription that are neither held nor dropped whole."""
        sql = (
            "SELECT id, subscription, key, subject, content, created_at FROM digests "
            "WHERE subscription = ? AND EXISTS (SELECT 1 FROM outbox WHERE digest = digests.id "
            "AND state NOT IN ('held', 'dropped')) ORDER BY id DESC LIMIT ?"
        )
        rows = self._connection.rows(sql, (subscription, limit))
        return [Digested(**dict(row)) for row in rows]

    def message_of(self, digest: int) -> bytes | None:
        """The message of a digest to its first recipient."""
        sql = "SELECT id FROM outbox WHERE digest = ? AND channel = 'mail' ORDER BY id LIMIT 1"
        rows = self._connection.rows(sql, (digest,))
        return self.message(rows[0]["id"]) if rows else None

    def _known(self, decision: Decision) -> list[Any]:
        sql = "SELECT settled_at FROM digests WHERE subscription = ? AND key = ?"
        return [*self._connection.rows(sql, (decision.subscription, decision.key))]

    def _stored(self, subscription: str) -> dict[tuple[str, str], Position]:
        names = ", ".join(f.name for f in fields(Position))
        sql = f"SELECT {names} FROM positions WHERE subscription = ? ORDER BY series, iso3"  # noqa: S608
        rows = self._connection.rows(sql, (subscription,))
        made = (position_of({**dict(row), "told": json.loads(row["told"])}) for row in rows)
        return {position.key: position for position in made}

    def _advance(self, db: Database, subscription: str, positions: Iterable[Position]) -> None:
        stored = self._stored(subscription)
        for position in positions:
            before = stored.get(position.key)
            stored[position.key] = before.then(position) if before else position
        rows = [position_row(subscription, position) for position in stored.values()]
        db.table("positions").upsert_all(rows, pk=_POSITION_KEY)

    def _update(self, row: int, values: Mapping[str, Any]) -> None:
        with self._connection.atomic() as db:
            db.table("outbox").update(row, dict(values))

    def _close(self, row: int, values: Mapping[str, Any], now: str) -> None:
        """Bring a row to its end; with the last one of a digest, the position moves on."""
        with self._connection.atomic() as db:
            db.table("outbox").update(row, {**values, "changed_at": now})
            found = self._connection.rows("SELECT digest FROM outbox WHERE id = ?", (row,))
            if found[0]["digest"] is not None:
                self._settle(db, found[0]["digest"], now)

    def _settle(self, db: Database, digest: int, now: str) -> None:
        states = {
            row["state"]
            for row in self._connection.rows(
                "SELECT DISTINCT state FROM outbox WHERE digest = ?", (digest,)
            )
        }
        if states & set(OPEN):
            return
        row = self._connection.rows("SELECT * FROM digests WHERE id = ?", (digest,))[0]
        told = "dropped" if states == {"dropped"} else "told"
        self._advance(db, row["subscription"], positions_in(row["positions"], told))
        db.table("digests").update(digest, {"settled_at": now})

    def _where(
        self, condition: str, parameters: Sequence[object] = (), *, limit: int = -1
    ) -> list[Row]:
        sql = f"SELECT {_COLUMNS} {_FROM} WHERE {condition} ORDER BY o.id LIMIT ?"
        return [Row(**dict(row)) for row in self._connection.rows(sql, (*parameters, limit))]


def _row(sending: Sending, digest: Any, state: State, now: str) -> dict[str, Any]:
    return {
        **asdict(sending),
        "message": zlib.compress(sending.message),
        "digest": digest,
        "state": state,
        "attempts": 0,
        "next_at": now,
        "unsure": 0,
        "error": "",
        "created_at": now,
        "changed_at": now,
    }
