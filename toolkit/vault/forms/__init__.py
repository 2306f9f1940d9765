"""Forms for what happened and what is planned: what to write down, and what to leave out.

A form is one file of `guides/forms/`. `shelf` finds them, `review` checks them, `filling` makes the
entry of a vault out of what was written, `paper` puts a form or an entry on paper.
"""
