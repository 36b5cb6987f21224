"""The pages of the room: the dossier's pieces, and the centre's list."""
