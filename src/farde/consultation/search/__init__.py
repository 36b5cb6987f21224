"""Search: one box for persons, dossiers, documents and the words in them."""
