"""Pages of the room: the inbox, its count, and what supervisors see of their teams."""
