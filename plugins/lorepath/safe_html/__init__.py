"""HTML that authors cause: what may stay in a page, and what of a text will not.

`allowed` is the one list. The sanitiser of the built pages and the findings of the check are both made from it, so
that nothing can vanish from a page without a finding.
"""
