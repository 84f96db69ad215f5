"""One module a source: where its documents are and which part of a page is the narrative."""
