"""Two documents of a dossier beside each other."""
