"""Which document raises what for whom: content-rule elements and the signal table."""
