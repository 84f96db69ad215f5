"""Captures: written once into WARC files, verified, mended, given to others.

    with Archive(folder) as archive:
        added = archive.add_file(body, Facts(source="file"), name="2018/denmark.txt")
        archive.store.narratives.save(added.capture, [narrative])

Any WARC tool reads the files; tipdiff.db beside them is derived from them and can be made anew.
"""

from __future__ import annotations

from tipdiff.archive.archive import Archive, utc_now
from tipdiff.archive.checks import Rebuilt, rebuild, verify

__all__ = ["Archive", "Rebuilt", "rebuild", "utc_now", "verify"]
