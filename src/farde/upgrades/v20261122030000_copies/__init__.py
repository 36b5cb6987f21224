"""Copies that bear who took them: their settings, and the door to them."""

from farde.upgrades import follow_profile


def upgrade(tool) -> None:
    """Bring a site of version 20261121230000 up to date; running it again changes nothing."""
    follow_profile(tool)
