"""What is put together from several rooms: every sheet by its name, and all that a session needs.

It stands above the rooms, which do not know each other, and below both faces, which need the same.
"""
