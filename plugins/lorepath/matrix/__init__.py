"""The role × skill matrix as a spreadsheet: what each role needs, out of the portal and back into it."""

from lorepath.matrix.role_files import Change, changes, edited_roles
from lorepath.matrix.sheet import Sheet, read, write

__all__ = ["Change", "Sheet", "changes", "edited_roles", "read", "write"]
