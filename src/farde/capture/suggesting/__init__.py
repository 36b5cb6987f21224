"""What the machine proposes for a document to be filed: never more than a proposal.

Pure modules read texts (traits, days, names, classifier); ``operations`` asks the registry and what
was learned from the centre's own filings. Nothing is sent out, and nothing is ever filed by it.
"""
