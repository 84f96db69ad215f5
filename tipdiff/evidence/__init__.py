"""Evidence of a change: one ZIP file that proves it on another machine, without the archive.

    archive --> WARC records of both captures --> files --> ZIP      (make)
    ZIP --> its records --> the same files again?                    (check)

All files are made from the records alone, by a pure function: what does not come out of them again,
byte by byte, was altered.
"""

from tipdiff.evidence.check import Part, check
from tipdiff.evidence.make import make

__all__ = ["Part", "check", "make"]
