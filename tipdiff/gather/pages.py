"""Documents, one by one: asked for, judged, kept, and told of."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from tipdiff.capture import GOOD, Facts
from tipdiff.errors import FetchError, FetchStopped, Forbidden, Unreachable
from tipdiff.fetch import Job
from tipdiff.fetch.hosts import host_of
from tipdiff.gather.events import Look
from tipdiff.gather.known import validators
from tipdiff.judge import MISSING, SETTLED, WRONG, Expected, Judgement, judge
from tipdiff.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tipdiff.capture import Capture, Exchange
    from tipdiff.fetch import Outcome, Run, Session
    from tipdiff.gather.desk import Desk
    from tipdiff.gather.plan import Quest
    from tipdiff.registry import Document

log = logging.getLogger(__name__)

ENOUGH = 10
"""Pages that must have gone wrong before a share of them says anything."""

DROP = 0.2
"""Share of pages that were good before and are not now, above which a run stops: in an ordinary
year a country or two leave an edition, and none leaves one that is out."""

BLOCKED = 0.5
"""Share of wrong pages of a host above which it is left alone for this run."""


class Pages:
    """The documents of one turn."""

    def __init__(self, desk: Desk, session: Session, run: Run) -> None:
        """Nothing is asked for yet."""
        self._desk = desk
        self._session = session
        self._run = run
        self._quests: dict[Job, tuple[Quest, Document]] = {}
        self._controls: dict[Quest, bool] = {}
        self._looked: Counter[tuple[str, bool]] = Counter()
        self._lost: Counter[tuple[str, bool]] = Counter()

    def plan(self, quest: Quest, document: Document) -> Job:
        """Ask for a document; once, for however many editions it may be."""
        job = job_for(self._desk, quest, document)
        self._quests.setdefault(job, (quest, document))
        return job

    @property
    def jobs(self) -> Mapping[Job, tuple[Quest, Document]]:
        """What is asked for, and for whom."""
        return self._quests

    def looks(self) -> Iterator[Look]:
        """Everything that was asked for; missing pages as soon as there is a control page.

        Raises FetchStopped when too many pages that were good no longer are.
        """
        missing: list[Outcome] = []
        for outcome in self._run.outcomes(self._quests):
            if self._must_wait(outcome):
                missing.append(outcome)
            else:
                yield self._look(outcome)
        for outcome in missing:
            yield self._look(outcome)

    def _must_wait(self, outcome: Outcome) -> bool:
        """Whether a page is missing and nothing is known yet that may tell why."""
        quest, _ = self._quests[outcome.job]
        missing = outcome.exchange is not None and outcome.exchange.http_status in MISSING
        return missing and not self._desk.known(quest).goods

    def _look(self, outcome: Outcome) -> Look:
        quest, document = self._quests[outcome.job]
        known = self._desk.known(quest, document).good(document.country, outcome.job.url)
        if outcome.exchange is None:
            status, reason = _failure(outcome.error)
        else:
            judgement = self._judged(outcome.exchange, quest, document, known)
            self._keep(outcome.exchange, quest, document, judgement, known)
            status, reason = judgement.status, judgement.reason
        look = Look(
            source=quest.source,
            edition=quest.edition,
            country=document.country,
            url=outcome.job.url,
            host=host_of(outcome.job.url),
            status=status,
            reason=reason,
            known=known is not None,
        )
        facts = {"source": look.source, "country": look.country, "edition": look.edition}
        log.info("%s: %s (%s)", look.url, status, reason, extra=facts)
        self._watch(look)
        return look

    def _judged(
        self, answer: Exchange, quest: Quest, document: Document, known: Capture | None
    ) -> Judgement:
        if known is not None and answer.http_status == 200 and _sha256(answer) == known.sha256:
            return Judgement(status="good", reason="unchanged")
        layout = self._desk.site(quest.source).fetcher.LAYOUT
        return judge(
            answer,
            Expected(series=self._desk.series, country=document.country, edition=document.edition),
            lambda page: read(page, document, layout),
            partial(self._control, quest),
        )

    def _keep(
        self,
        answer: Exchange,
        quest: Quest,
        document: Document,
        judgement: Judgement,
        known: Capture | None,
    ) -> None:
        first = next(iter(judgement.narratives), None)
        facts = Facts(
            source=quest.source,
            country=document.country,
            edition=first.edition if first else quest.edition,
            status=judgement.status,
        )
        capture = self._desk.keep(
            answer,
            facts,
            judgement.narratives,
            unmodified=known if answer.http_status == 304 else None,
            captured_at=document.captured_at,
        )
        self._desk.known(quest, document).add(capture)

    def _control(self, quest: Quest) -> bool:
        """Whether a page of the edition that is known to be there is good at this moment."""
        if quest not in self._controls:
            goods = self._desk.known(quest).goods
            self._controls[quest] = bool(goods) and self._is_there(quest, goods[-1])
        return self._controls[quest]

    def _is_there(self, quest: Quest, capture: Capture) -> bool:
        site = self._desk.site(quest.source)
        try:
            answer = self._session.get(capture.url, site.hosts)
        except FetchError:
            return False
        document = _document_of(capture)
        judgement = self._judged(answer, quest, document, capture)
        self._keep(answer, quest, document, judgement, capture)
        return judgement.status == GOOD

    def _watch(self, look: Look) -> None:
        """Leave a host alone that blocks; stop where much of what was good is lost."""
        wrong = look.status in WRONG
        self._looked[look.host, wrong] += 1
        if _share(self._looked, look.host) > BLOCKED:
            log.warning("%s: most pages are %s; left alone in this run", look.host, look.status)
            self._run.leave_alone(look.host)
        if look.known:
            self._lost[look.source, look.status not in SETTLED] += 1
        if _share(self._lost, look.source) > DROP:
            lost = self._lost[look.source, True]
            raise FetchStopped(
                f"{lost} of the {lost + self._lost[look.source, False]} pages of {look.source} "
                "that were good before are not good now: nothing more is fetched; look at the "
                "site and at `tipdiff status`"
            )


def job_for(desk: Desk, quest: Quest, document: Document) -> Job:
    """The request for a document, conditional on the last capture that was good."""
    site = desk.site(quest.source)
    url = site.url(document.url)
    known = desk.known(quest, document).good(document.country, url)
    return Job(
        url=url,
        source=quest.source,
        edition=document.edition,
        country=document.country,
        hosts=site.hosts,
        validators=validators(desk.archive, known, url),
    )


def _share(counts: Counter[tuple[str, bool]], name: str) -> float:
    """The share of what went wrong, once enough has."""
    wrong, right = counts[name, True], counts[name, False]
    return wrong / (wrong + right) if wrong >= ENOUGH else 0.0


def _failure(error: FetchError | None) -> tuple[str, str]:
    kinds = {Unreachable: "no_answer", Forbidden: "forbidden"}
    return kinds.get(type(error), "unfit") if error else "unfit", str(error)


def _sha256(answer: Exchange) -> str:
    return hashlib.sha256(answer.body).hexdigest()


def _document_of(capture: Capture) -> Document:
    from tipdiff.registry import Document

    return Document(url=capture.url, country=capture.country, edition=capture.edition)
