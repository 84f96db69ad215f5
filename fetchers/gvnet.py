"""gvnet.com: one page a country, overwritten each year, with a part of the narrative only."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="gvnet",
    hosts=("gvnet.com", "www.gvnet.com"),
    marks=(
        r"\[\s*(?:Human Trafficking, )?Country-by-Country(?: Reports)?\s*\]",
        r"Extracted (?:in part\s+)?from (?:the )?U\.S\. State Dept",
    ),
    front_matter=(r"\[\s*(?:Human Trafficking, )?Country-by-Country(?: Reports)?\s*\]",),
    missing=("prosecution", "protection", "prevention", "profile"),
)
