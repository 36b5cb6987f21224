"""What the eye sees on a page before anybody reads it: codes, whether it is blank, its likeness."""

from farde.capture.looking.codes import PATCH_T, Code
from farde.capture.looking.likeness import SAME_PAGE, alike
from farde.capture.looking.sight import Sight, look

__all__ = ["PATCH_T", "SAME_PAGE", "Code", "Sight", "alike", "look"]
