"""The parallel circuit: what enters a dossier without passing by the capture line."""
