"""Photos and a chat to practise on, with invented people, days, cameras and words in them.

`kit` writes a folder of photos, which are drawn and never taken, with a quiz on what they say;
`chat` a chat that the lab plays, with a quiz on what is wrong in it. Nobody's own data is needed to
teach or to learn. What is planted stands in `guides/practice/`.
"""
