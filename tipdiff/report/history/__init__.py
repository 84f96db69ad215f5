"""A ledger becomes what people read: terminal, HTML with SVG, JSON, CSV.

Ledger --chosen--> Groups of Rows --> terminal, html, csv
Ledger -----------------------------> json
"""
