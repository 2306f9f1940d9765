"""Session plans for trainers: what to do with a group, minute by minute, and what to hand out.

A plan is one file of `guides/training/`. `shelf` finds them, `review` checks them, `paper` puts a
plan and its cards on paper.
"""
