"""New files: the texts of a new lesson, topic, role, skill or person, a whole new portal, and writing them safely."""
