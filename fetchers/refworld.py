"""refworld (UNHCR): one page a country, best for 2001 to 2017."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="refworld",
    hosts=("refworld.org", "webarchive.archive.unhcr.org"),
    marks=(
        r"This is not a UNHCR publication",
        r"Publisher\s+United States Department of State",
        r"\brefworld\.org\b",
    ),
    narrative=("div#content", "div.document-content", "main", "article"),
    drop=("nav", "aside", "form", ".toolbar", ".breadcrumb"),
    front=(
        r"U\.S\. Department of State \d{4} Trafficking in Persons Report [-–] [^\n.]*$",
        r"Trafficking in Persons Report \d{4} [-–] [^\n.]*$",
        r"\d{4} Trafficking in Persons Report [-–] [^\n.]*$",
        r"Last Updated:[^\n]*",
        r"Publisher\s[^\n]*",
        r"Author\s[^\n]*",
        r"Publication Date\s[^\n]*",
        r"Cite as\s[^\n]*",
        r"Disclaimer\s*This is not a UNHCR publication[^\n]*",
        r"Comments?\s[^\n]*",
    ),
    tail=(r"Disclaimer\s*This is not a UNHCR publication", r"Search Refworld", r"Copyright notice"),
)
