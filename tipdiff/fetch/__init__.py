"""Stage 1: pages come home, politely, and whatever the server does.

run --jobs--> host queues --> session (politeness, robots.txt, redirects) --> wire (one exchange)

Nothing here knows a source by name, or writes anything: what came is handed to the judge.
"""

from __future__ import annotations

from tipdiff.fetch.run import Job, Outcome, Run
from tipdiff.fetch.session import Session

__all__ = ["Job", "Outcome", "Run", "Session"]
