"""Why somebody sees a dossier or a document, who sees it, and what somebody sees."""
