"""`python -m tipdiff` is `tipdiff`."""

from tipdiff.cli import main

main()
