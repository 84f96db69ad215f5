"""Speed, side by side in one run: tipdiff and what a user would take instead.

    python benchmarks/speed.py [--shared FOLDER] [--runs N]

tipdiff goes the whole way from two texts to labelled changes with word diffs; the others only mark
words or characters. Every figure is taken in a process of its own, once what is read and compiled
at first use has been and what reading the page left behind is cleared away, on texts that no cache
has seen. The methods take turns, so that a busy machine slows all of them; the figures are medians
of processor seconds, and the ratio to redlines is what counts.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import gzip
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
Job = Callable[[str, str], object]
PAIRS = {
    "hrr": "Human Rights Report, Denmark 2022 and 2023",
    "tip": "TIP narrative, Denmark 2018 and an edited copy",
}


def main() -> None:
    """Measure every method on every pair and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("TIPDIFF_SHARED", HERE.parents[1] / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", nargs=2, metavar=("PAIR", "METHOD"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        print(once(arguments.shared, *arguments.once))
        return
    for pair, title in PAIRS.items():
        old, new = texts(arguments.shared, pair)
        print(f"{title}: {len(old):,} and {len(new):,} characters")
        medians = measure(arguments.shared, pair, arguments.runs)
        for method, seconds in medians.items():
            ratio = seconds / medians["redlines"]
            print(f"  {method:32} {seconds * 1000:9.1f} ms  {ratio:8.2f} x redlines")


def measure(shared: Path, pair: str, runs: int) -> dict[str, float]:
    """Median processor seconds of each method, the methods taking turns."""
    seconds: dict[str, list[float]] = {name: [] for name in METHODS}
    for _ in range(runs):
        for name in METHODS:
            words = [sys.executable, __file__, "--shared", str(shared), "--once", pair, name]
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            seconds[name].append(float(done.stdout))
    return {name: statistics.median(times) for name, times in seconds.items()}


def once(shared: Path, pair: str, method: str) -> float:
    """Processor seconds of one method on one pair, after it was used on other texts."""
    demo = [files("tipdiff").joinpath(f"demo/veldonia-{y}.txt") for y in (2014, 2018)]
    METHODS[method](*(text.read_text(encoding="utf-8") for text in demo))
    old, new = texts(shared, pair)
    gc.collect()
    start = time.process_time()
    METHODS[method](old, new)
    return time.process_time() - start


def texts(shared: Path, pair: str) -> tuple[str, str]:
    """Two editions of a real page, or a real narrative with an edited copy of it."""
    if pair == "hrr":
        older, newer = (shared / "pages" / "hrr" / y / "denmark.html.gz" for y in ("2022", "2023"))
        return page_text(older), page_text(newer)
    path = shared / "narratives" / "tip-2018" / "denmark.txt"
    narrative = path.read_text(encoding="utf-8")
    return narrative, edited(narrative)


def page_text(path: Path) -> str:
    """The text of a page's report, a line a block."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(gzip.decompress(path.read_bytes()), "lxml")
    report = soup.select_one("section.report__main")
    if report is None:
        raise SystemExit(f"{path} has no section.report__main")
    return report.get_text("\n", strip=True)


def edited(text: str) -> str:
    """A copy as a new edition has it: years move on, every sixth sentence is touched or gone."""
    sentences = re.split(r"(?<=\.) (?=[A-Z])", text)
    kept = [edit(sentence, n) for n, sentence in enumerate(sentences) if n % 18 != 11]
    return " ".join(kept).replace("2017", "2018").replace("2016", "2017")


def edit(sentence: str, number: int) -> str:
    """Every sixth sentence in other words: one left out, one put in."""
    if number % 6:
        return sentence
    words = sentence.split(" ")
    middle = len(words) // 2
    return " ".join([*words[:middle], "reportedly", *words[middle + 1 :]])


def by_tipdiff(old: str, new: str) -> object:
    """From two texts to labelled changes with word diffs."""
    from tipdiff import compare, parse_text

    older = parse_text(old, country="Denmark", edition=2018)
    newer = parse_text(new, country="Denmark", edition=2019)
    return compare(older, newer).changes


def by_difflib(old: str, new: str) -> object:
    """The standard library's matcher over words."""
    a, b = (re.findall(r"\S+\s*", text) for text in (old, new))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def by_redlines(old: str, new: str) -> object:
    """The package that marks up text as lawyers do."""
    from redlines import Redlines

    return Redlines(old, new).output_markdown


def by_htmldiff(old: str, new: str) -> object:
    """Lxml's differ of HTML, a paragraph a line."""
    from lxml.html.diff import htmldiff

    pages = ["".join(f"<p>{escape(line)}</p>" for line in text.split("\n")) for text in (old, new)]
    return htmldiff(*pages)


def by_diff_match_patch(old: str, new: str) -> object:
    """diff-match-patch over characters, given up after its default second."""
    from diff_match_patch import diff_match_patch

    return diff_match_patch().diff_main(old, new)


METHODS: dict[str, Job] = {
    "tipdiff (labelled changes)": by_tipdiff,
    "difflib on words": by_difflib,
    "redlines": by_redlines,
    "lxml.html.diff.htmldiff": by_htmldiff,
    "diff-match-patch, 1 s timeout": by_diff_match_patch,
}

if __name__ == "__main__":
    main()
