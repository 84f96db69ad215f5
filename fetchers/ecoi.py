"""ecoi.net (Austrian Red Cross): one page a country, 2011 to now, the text of the report."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="ecoi",
    hosts=("www.ecoi.net", "ecoi.net"),
    marks=(r"Dokument #\d+", r"Document #\d+"),
    body=("section.doc-content", "div.doc-content", "article", "main"),
    front_matter=(
        r"Dokument #\d+|Document #\d+",
        r"USDOS (?:-|–) US Department of State(?: \((?:Autor|Author)\))?",
        r"Trafficking in Persons Report \d{4}.*",
        r"\d{4} Trafficking in Persons Report:.*",
    ),
    end_matter=(r"ecoi\.net(?: summary| description).*", r"Impressum.*", r"Contact.*"),
)
