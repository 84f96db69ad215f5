"""Stage 7: what is due becomes messages in the outbox, and the outbox is emptied.

    archive, positions --decide--> outbox --empty--> maildir, smtp, command, webhook

Deciding is one transaction with the rows it makes; sending is claimed and recorded row by row.
"""

from __future__ import annotations

from tipdiff.deliver.decide import Decided, Desk, withdraw
from tipdiff.deliver.feeds import write_feeds
from tipdiff.deliver.notices import notify
from tipdiff.deliver.run import Tally, empty
from tipdiff.deliver.ways import ways

__all__ = ["Decided", "Desk", "Tally", "empty", "notify", "ways", "withdraw", "write_feeds"]
