"""gvnet.com: one file a country, overwritten each time; of late the beginning only."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="gvnet",
    hosts=("gvnet.com",),
    marks=(
        r"\[\s*(?:Human Trafficking, Country-by-Country|Country-by-Country Reports)\s*\]",
        r"Extracted (?:in part\s+)?from (?:the )?U\.?S\.? State Dept",
        r"\bgvnet\.com\b",
    ),
    front=(
        r"\[\s*(?:Human Trafficking, )?Country-by-Country(?: Reports)?\s*\]",
        (
            r"\[?\s*[-–—]?\s*Extracted (?:in part\s+)?from (?:the )?U\.?S\.? State Dept\.?"
            r"[^\n]{0,12}?(?:TIP|Trafficking in Persons) Report(?:, \w+)?(?:, \d{4})?\s*\]?"
            r"(?:\s*[-–—]\s*(?P<name>[^\W\d_][\w .,'’&-]{2,40}?)\s+(?=(?P=name)\b))?"
        ),
    ),
    missing=("prosecution", "protection", "prevention", "profile"),
)
