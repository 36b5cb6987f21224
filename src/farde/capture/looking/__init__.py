"""What the eye sees on a page before anybody reads it: codes, whether it is blank, its likeness."""
