"""The outline of the Human Rights Reports: what their sections are of, whatever edition heads them.

The editions of 2016 to 2023 have seven numbered sections; that of 2024 has three, with other
headings. A row is one topic, with the forms of heading it has had: patterns for a whole heading
without its number, of any case. An unnumbered heading of no row goes on with the topic it
stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a section is of, and the forms of heading it has had."""

    kind: SectionKind
    name: str
    headings: tuple[str, ...]
    """Patterns of whole headings, without their number, of any case."""
    origin: str
    labels: tuple[str, ...] = ()
    """Patterns of what heads a paragraph in its own line, up to a colon."""


_2016_2024 = "Human Rights Reports 2016 to 2024, 40 countries"
_ABUSES = r"Criminalization|Discrimination"

TOPICS: tuple[Topic, ...] = (
    Topic(
        kind="executive_summary",
        name="Executive summary",
        headings=(r"Executive Summary",),
        origin=_2016_2024,
    ),
    Topic(
        kind="killings",
        name="Unlawful killings",
        headings=(
            r"Arbitrary (?:or Unlawful )?Deprivation of (?:the )?Life\b.*",
            r"Extrajudicial Killings",
        ),
        origin=_2016_2024,
    ),
    Topic(
        kind="population_control",
        name="Coercion in population control",
        headings=(r"Coercion in Population Control",),
        labels=(r"Coercion in Population Control",),
        origin="a label in section 6 until 2020, a section of its own in 2024",
    ),
    Topic(
        kind="conflict_abuses",
        name="Conflict-related abuses",
        headings=(
            r"(?:Abuses in Internal Conflicts?|Conflict-related Abuses)",
            r"War Crimes, Crimes against Humanity\b.*",
        ),
        origin=_2016_2024,
    ),
    Topic(
        kind="disappearance",
        name="Disappearance",
        headings=(r"Disappearances?(?: and Abduction)?",),
        origin=_2016_2024,
    ),
    Topic(
        kind="torture",
        name="Torture and other cruel treatment",
        headings=(r"Torture and (?:Other )?Cruel, Inhuman,? or Degrading Treatment\b.*",),
        origin=_2016_2024,
    ),
    Topic(
        kind="prisons",
        name="Prison and detention center conditions",
        headings=(r"Prison and Detention Cent(?:er|re) Conditions",),
        origin=_2016_2024,
    ),
    Topic(
        kind="detention",
        name="Arbitrary arrest and detention",
        headings=(
            r"Arbitrary Arrest or Detention",
            r"Arrest Procedures and Treatment (?:of|While in) Detain(?:ees|tion)",
            r"Prolonged Detention without Charges",
        ),
        origin=_2016_2024,
    ),
    Topic(
        kind="police",
        name="Role of the police and security apparatus",
        headings=(r"Role of the Police and Security Apparatus",),
        origin="Human Rights Reports 2016 to 2018",
    ),
    Topic(
        kind="fair_trial",
        name="Fair public trial",
        headings=(r"Denial of Fair Public Trial", r"Trial Procedures"),
        origin=_2016_2024,
    ),
    Topic(
        kind="political_prisoners",
        name="Political prisoners and detainees",
        headings=(r"Political Prisoners and Detainees", r"Amnesty"),
        origin=_2016_2024,
    ),
    Topic(
        kind="transnational_repression",
        name="Transnational repression",
        headings=(
            r"Politically Motivated Reprisal against Individuals Located outside the Country",
            r"(?:Instances of )?Transnational Repression",
            r"Extraterritorial Killing, Kidnapping, .*",
            r"Threats, Harassment, Surveillance, (?:and|or) Coercion",
        ),
        origin=_2016_2024,
    ),
    Topic(
        kind="civil_remedies",
        name="Civil judicial procedures and remedies",
        headings=(r"Civil Judicial Procedures and Remedies",),
        origin="Human Rights Reports 2016 to 2022",
    ),
    Topic(
        kind="property",
        name="Property seizure and restitution",
        headings=(r"Property (?:Seizure and )?Restitution",),
        origin=_2016_2024,
    ),
    Topic(
        kind="privacy",
        name="Interference with privacy, family, home, or correspondence",
        headings=(r"Arbitrary or Unlawful Interference with Privacy\b.*",),
        origin=_2016_2024,
    ),
    Topic(
        kind="expression",
        name="Freedom of expression and of the press",
        headings=(
            r"Freedom of (?:Speech and|(?:the )?Press|Expression)\b.*",
            r"Physical Attacks, Imprisonment, and Pressure",
            r"Censorship by Governments\b.*",
        ),
        origin=_2016_2024,
    ),
    Topic(
        kind="internet",
        name="Internet freedom",
        headings=(r"Internet Freedom",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="academic_freedom",
        name="Academic freedom and cultural events",
        headings=(r"(?:Restrictions on )?Academic Freedom and Cultural Events",),
        origin="Human Rights Reports 2016 to 2022",
    ),
    Topic(
        kind="assembly",
        name="Freedoms of peaceful assembly and association",
        headings=(
            r"Freedoms? of (?:Peaceful )?Assembly(?: and Association)?",
            r"Freedom of Association",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="religion",
        name="Freedom of religion",
        headings=(r"Freedom of Religion", r"Violations in Religious Freedom"),
        origin=_2016_2024,
    ),
    Topic(
        kind="movement",
        name="Freedom of movement",
        headings=(r"Freedom of Movement\b.*",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="displaced",
        name="Internally displaced persons",
        headings=(r"(?:Status and Treatment of )?Internally Displaced Persons(?: \(IDPs\))?",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="refugees",
        name="Protection of refugees",
        headings=(r"Protection (?:of|to) Refugees", r"Provision of First Asylum", r"Resettlement"),
        origin=_2016_2024,
    ),
    Topic(
        kind="stateless",
        name="Stateless persons",
        headings=(r"Stateless Persons",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="participation",
        name="Elections and political participation",
        headings=(
            r"Freedom to Participate in the Political Process",
            r"Elections and Political Participation",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="corruption",
        name="Corruption in government",
        headings=(r"Corruption (?:and Lack of Transparency )?in Government",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="monitoring",
        name="Monitoring and investigation of abuses",
        headings=(r"Governmental (?:Attitude Regarding|Posture Towards?) International\b.*",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(kind="women", name="Women", headings=(r"Women",), origin=_2016_2024),
    Topic(
        kind="children",
        name="Children",
        headings=(r"Children", r"Protection of Children"),
        origin=_2016_2024,
    ),
    Topic(
        kind="child_marriage",
        name="Child marriage",
        headings=(r"Child Marriage",),
        labels=(r"(?:Child, )?Early,? and Forced Marriage",),
        origin="a label in section 6 until 2023, a section of its own in 2024",
    ),
    Topic(
        kind="antisemitism",
        name="Antisemitism",
        headings=(r"Anti-?Semitism", r"Acts of Antisemitism\b.*"),
        origin=_2016_2024,
    ),
    Topic(
        kind="trafficking",
        name="Trafficking in persons",
        headings=(r"Trafficking in Persons",),
        origin=_2016_2024,
    ),
    Topic(
        kind="disabilities",
        name="Persons with disabilities",
        headings=(r"Persons with Disabilities",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="minorities",
        name="Racial and ethnic minorities",
        headings=(
            r"(?:Members of )?National/Racial/Ethnic Minorit(?:ies|y Groups)",
            r"System(?:at)?ic Racial (?:or|and) Ethnic Violence and Discrimination",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="indigenous",
        name="Indigenous peoples",
        headings=(r"Indigenous Peoples?",),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="orientation",
        name="Sexual orientation and gender identity",
        headings=(
            rf"Acts of Violence, (?:{_ABUSES}), and Other Abuses? Based on Sexual Orientation\b.*",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="hiv",
        name="HIV and AIDS stigma",
        headings=(r"HIV and AIDS (?:Social|Societal) Stigma",),
        origin="Human Rights Reports 2016 to 2022",
    ),
    Topic(
        kind="other_discrimination",
        name="Other societal violence or discrimination",
        headings=(
            r"Other Societal Violence or Discrimination",
            r"Promotion of Acts of Discrimination",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="unions",
        name="Freedom of association and collective bargaining",
        headings=(r"Freedom of Association and (?:the Right to )?Collective Bargaining",),
        origin=_2016_2024,
    ),
    Topic(
        kind="forced_labor",
        name="Forced or compulsory labor",
        headings=(r"(?:Prohibition of )?Forced or Compulsory Labor",),
        origin=_2016_2024,
    ),
    Topic(
        kind="child_labor",
        name="Child labor",
        headings=(r"Prohibition of Child Labor\b.*", r"Child Labor"),
        origin=_2016_2024,
    ),
    Topic(
        kind="employment_discrimination",
        name="Discrimination in employment",
        headings=(
            r"Discrimination with Respect to Employment\b.*",
            r"Discrimination \(see section \d+\)",
        ),
        origin="Human Rights Reports 2016 to 2023",
    ),
    Topic(
        kind="working_conditions",
        name="Acceptable conditions of work",
        headings=(
            r"Acceptable (?:Conditions of Work|Work Conditions)",
            r"Wages? and Hours? Laws",
            r"Occupational Safety and Health",
            r"Wage, Hour, and OSH Enforcement",
            r"Informal Sector",
        ),
        origin=_2016_2024,
    ),
)
