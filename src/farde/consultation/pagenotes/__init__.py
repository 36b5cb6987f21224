"""Notes on the pages of a document: beside the file, never in it."""
