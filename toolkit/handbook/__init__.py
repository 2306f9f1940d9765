"""What people read: guides, searched, read one section at a time, and taken away on paper.

`shelf` finds the guides, `markup` takes one apart, `search` finds words in everything there is to
read, `review` checks what was written. A guide is one file of `guides/handbook/`; how it is written
stands there.
"""
