"""Photos to practise on: drawn, never taken, with invented people, days and cameras in them.

`kit` writes a folder of them with a quiz on what they say. Nobody's own photos are needed to teach
or to learn. What is planted in each stands in `guides/practice/photos.toml`.
"""
