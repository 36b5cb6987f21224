"""Reading: the dossier page, the viewer, search, and the look of it all."""
