"""The lab on the screen: two phones, the wire between them, and what everybody holds who looks on.

`stage` and all it leans on know nothing of Textual: the world, the moments it went through, the
one that is looked at. `lab` is the widget, for any screen; `lab_screen` is a screen of its own.
"""
