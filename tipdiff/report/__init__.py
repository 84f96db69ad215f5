"""Stage 6: changes become something to read: terminal, Markdown, HTML, JSON."""
