"""ecoi.net (Austrian Red Cross): one page a country, 2011 to now, asylum countries first."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="ecoi",
    hosts=("ecoi.net",),
    marks=(r"USDOS [-–] US Department of State \(Aut(?:ho|o)r\)", r"\becoi\.net\b"),
    narrative=("div.doc-content", "div#content", "main", "article"),
    drop=("nav", "aside", "form", ".sidebar", ".breadcrumb"),
    front=(
        r"(?:Dokument|Document) #\d+[^\n]*",
        r"USDOS [-–] US Department of State \(Aut(?:ho|o)r\)[^\n]*",
        r"Trafficking in Persons Report \d{4}(?: [-–] [^\n.]*)?$",
        r"\d{4} Trafficking in Persons Report: [^\n.]*$",
    ),
    tail=(
        r"ecoi\.net(?: summary|-Zusammenfassung|'s)\b",
        r"(?:Verwandte Dokumente|Associated documents)",
        r"(?:Dokument|Document) #\d+",
    ),
)
