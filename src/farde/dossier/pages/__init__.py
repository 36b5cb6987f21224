"""Pages of the room: who holds a dossier, who stands in, who may not see it."""
