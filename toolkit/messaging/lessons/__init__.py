"""Lessons in the lab: predict, act, see what really happened, decide again somewhere else.

A lesson is a file of `guides/lessons`; its form is `model.Lesson`. `shelf` loads and checks it,
`running` plays it: ``begin(lesson)``, then ``answer(state, given)``, each giving a new state and
what to show. `progress` says when a question is due again. Nothing here knows a terminal, and
nothing is kept: whoever plays keeps what `running.State` and `progress.Progress` hold, or not.
"""
