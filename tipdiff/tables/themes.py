"""What the field keeps coming back to: the concepts of anti-trafficking policy.

A cue is words that must all stand in a statement, in any order and any form ("penalize victim"
finds "victims were penalized"). A statement has every theme that one of whose cues it holds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A concept, and the words that show it."""

    name: str
    cues: tuple[str, ...]
    origin: str


def _cues(listed: str) -> tuple[str, ...]:
    return tuple(listed.split(", "))


THEMES: tuple[Theme, ...] = (
    Theme(
        name="sentencing",
        cues=_cues(
            "sentence, penalty, penalties, prison term, imprisonment, jail, fine lieu, stringent, commensurate, punishment, suspended sentence, gravity offense"
        ),
        origin="TIP 2018 recommendations: adequate, stringent, dissuasive sentences",
    ),
    Theme(
        name="prosecution",
        cues=_cues("prosecute, prosecution, indict, bring justice, accountable"),
        origin="TIP 2018 recommendations: investigate, prosecute, convict",
    ),
    Theme(
        name="investigation",
        cues=_cues("investigate, investigation, evidence"),
        origin="TIP 2018 recommendations: investigate, prosecute, convict",
    ),
    Theme(
        name="conviction",
        cues=_cues("convict, conviction, acquit"),
        origin="TIP 2018 recommendations: investigate, prosecute, convict",
    ),
    Theme(
        name="non-penalization",
        cues=_cues(
            "penalize victim, penalization victim, punish victim unlawful, victim unlawful act, victim crime direct result, detain victim, detention victim, arrest victim, victim criminal charge, fine victim, jail victim"
        ),
        origin="TIP 2018 recommendations: unlawful acts committed as a direct result",
    ),
    Theme(
        name="identification",
        cues=_cues(
            "identify victim, identification victim, screen, screening, indicator trafficking, rescue victim, victim identified"
        ),
        origin="TIP 2018 recommendations: proactively identify, screen vulnerable groups",
    ),
    Theme(
        name="referral",
        cues=_cues("refer victim, referral, refer care, refer service, nrm"),
        origin="TIP 2018 recommendations: identification and referral",
    ),
    Theme(
        name="victim services",
        cues=_cues(
            "shelter, service victim, assistance victim, care victim, assist victim, protect victim, protection victim, rehabilitation, reintegration, counseling, psychosocial, victim support"
        ),
        origin="TIP 2018, section Protection",
    ),
    Theme(
        name="recruitment fees",
        cues=_cues("recruitment fee, worker fee, fee charge worker, worker paid fee"),
        origin="TIP 2018 recommendations: eliminate worker-paid recruitment fees",
    ),
    Theme(
        name="labor recruitment",
        cues=_cues(
            "recruitment agency, labor recruiter, labor broker, fraudulent recruitment, labor recruitment, employment agency, passport employer, passport retention, passport confiscate, contract worker, sponsorship, kafala"
        ),
        origin="TIP 2018, section Prevention",
    ),
    Theme(
        name="labor inspection",
        cues=_cues("labor inspector, labor inspection, inspect workplace, labor inspectorate"),
        origin="TIP 2018, section Prevention",
    ),
    Theme(
        name="complicity",
        cues=_cues("complicit, complicity, corruption, official collude, bribe"),
        origin="TIP 2018 recommendations: including complicit officials",
    ),
    Theme(
        name="training",
        cues=_cues("train, training, workshop, curriculum, educate official"),
        origin="TIP 2018 recommendations: train law enforcement, prosecutors, judges",
    ),
    Theme(
        name="awareness",
        cues=_cues("awareness, campaign, public information, educate public, outreach, leaflet"),
        origin="TIP 2018, section Prevention",
    ),
    Theme(
        name="demand",
        cues=_cues("demand commercial sex, demand forced labor, reduce demand, purchase sex"),
        origin="TIP 2018, section Prevention: its closing sentences",
    ),
    Theme(
        name="action plan",
        cues=_cues("action plan, nap, national plan, national strategy"),
        origin="TIP 2018 recommendations: adopt, fund and implement a national action plan",
    ),
    Theme(
        name="coordination",
        cues=_cues(
            "coordination, coordinate, interagency, interministerial, task force, national committee, committee trafficking, council trafficking, rapporteur, coordinator, working group"
        ),
        origin="TIP 2018, section Prevention",
    ),
    Theme(
        name="data collection",
        cues=_cues("data collection, collect data, database, statistics, data victim"),
        origin="TIP 2018 recommendations: collect and publish data",
    ),
    Theme(
        name="legislation",
        cues=_cues(
            "legislation, amend law, amend code, amend act, enact law, draft law, draft bill, pass law, criminalize, definition trafficking law, penal code"
        ),
        origin="TIP 2018 recommendations: amend the law to criminalize",
    ),
    Theme(
        name="participation in trials",
        cues=_cues(
            "victim cooperate, victim testify, testimony, witness, victim assist prosecution, victim assist investigation, victim participate trial, victim participate proceeding, victim cooperation, victim legal proceeding"
        ),
        origin="TIP 2018 recommendations: incentives for victims to cooperate",
    ),
    Theme(
        name="restitution",
        cues=_cues("restitution, compensation, victim damages, unpaid wages, back wages"),
        origin="TIP 2018, section Protection",
    ),
    Theme(
        name="residence",
        cues=_cues(
            "residence permit, residency, legal alternative removal, deport, deportation, repatriate, repatriation, reflection period, immigration relief, work permit, asylum"
        ),
        origin="TIP 2018, section Protection",
    ),
    Theme(
        name="child soldiers",
        cues=_cues("child soldier, recruit child armed, child armed force, armed group child"),
        origin="TIP 2018, countries of the Child Soldiers Prevention Act",
    ),
    Theme(
        name="state-imposed forced labor",
        cues=_cues(
            "cotton, government forced labor policy, state imposed forced, compulsory labor, labor camp, national service"
        ),
        origin="TIP 2018, narratives of Tier 3",
    ),
    Theme(name="hotline", cues=("hotline", "helpline"), origin="TIP 2018, section Prevention"),
    Theme(
        name="funding",
        cues=_cues(
            "fund, funding, budget, allocate resource, financial resource, sufficient resource, adequate resource"
        ),
        origin="TIP 2018 recommendations: increase funding for services",
    ),
    Theme(
        name="civil society",
        cues=_cues("ngo, civil society, nongovernmental"),
        origin="TIP 2018 recommendations: cooperate with NGOs",
    ),
    Theme(
        name="borders",
        cues=_cues("border, travel document, port entry, transit"),
        origin="TIP 2018, sections Prevention and Profile",
    ),
    Theme(
        name="child sex tourism",
        cues=_cues("sex tourism, sex tourist, sex offender travel"),
        origin="TIP 2018, section Prevention: its closing sentences",
    ),
    Theme(
        name="diplomats",
        cues=_cues("diplomatic personnel, diplomat, peacekeeper, diplomatic household"),
        origin="TIP 2018, section Prevention: its closing sentences",
    ),
    Theme(
        name="international protocol",
        cues=_cues("palermo, tip protocol, un protocol trafficking, accede protocol"),
        origin="TIP 2018: states not party to the 2000 UN TIP Protocol",
    ),
    Theme(
        name="child victims",
        cues=_cues("child victim, unaccompanied child, child protection, minor victim"),
        origin="TIP 2018 recommendations: procedures for child victims",
    ),
    Theme(
        name="minimum standards",
        cues=_cues("minimum standard"),
        origin="format reference, section 6: verdict sentences",
    ),
    Theme(
        name="domestic servitude",
        cues=_cues("domestic servitude, domestic servant, domestic worker, maid"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="debt bondage",
        cues=_cues("debt bondage, bonded labor, bonded laborer, repay debt, indebted, brick kiln"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="begging",
        cues=_cues("beg, beggar, begging, street child, talibe"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="fishing",
        cues=_cues("fishing, fisherman, fishing vessel, fishing boat, seafood"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="farms, mines and sites",
        cues=_cues("agriculture, farm, plantation, mine, mining, construction, factory"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="forced marriage",
        cues=_cues("forced marriage, bride, child marriage, early marriage"),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="false promises",
        cues=_cues(
            "promise job, promise employment, lure, deceive, fraudulent job, false promise, job offer"
        ),
        origin="TIP 2018, profiles",
    ),
    Theme(
        name="online exploitation",
        cues=_cues("online, internet, cyber, social media"),
        origin="TIP 2018, profiles; cyber scams in the reports since 2022",
    ),
    Theme(
        name="migrants",
        cues=_cues("migrant, refugee, undocumented, stateless, displaced"),
        origin="TIP 2018, profiles: vulnerable groups",
    ),
    Theme(
        name="trafficking profile",
        cues=_cues(
            "source transit destination, source destination, exploit domestic foreign victim"
        ),
        origin="format reference, section 6: opening of the profile to 2018, and from 2019",
    ),
    Theme(
        name="tier",
        cues=_cues("tier remain, tier downgrade, tier upgrade, watch list, tier placed"),
        origin="format reference, section 6: trajectory sentences",
    ),
)
