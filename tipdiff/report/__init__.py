"""Stage 6 of 7: a Comparison becomes what people read: terminal, Markdown, HTML, JSON.

    Comparison --select--> Changes --view--> Quotes --> terminal, markdown, html
    Comparison --------------------------------------> json

Pure functions: no clock, no network, no files but the templates. rich and Jinja2 are imported by
the functions that need them. Everything quoted is hostile: `visible` takes the power from it, and
each form escapes for itself.
"""
