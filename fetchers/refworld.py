"""refworld (UNHCR): one page a country, best for 2001 to 2017."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="refworld",
    hosts=("www.refworld.org", "refworld.org"),
    marks=(r"This is not a UNHCR publication", r"Cite as\s+United States Department of State"),
    body=("div.content", "article", "main"),
    front_matter=(
        r"Last Updated:.*",
        r"Publisher.*",
        r"Author.*",
        r"Publication Date.*",
        r"Cite as.*",
        r"Disclaimer.*",
        r"(?:U\.S\. Department of State )?\d{4} Trafficking in Persons Report - .*",
        r"Trafficking in Persons Report \d{4} - .*",
    ),
    end_matter=(r"Disclaimer.*", r"Search Refworld"),
)
