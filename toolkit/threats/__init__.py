"""Who watches whom and how, what helps and what does not, and a short plan out of plain answers.

All content is data under ``guides/threats``; this package gives it its form, checks it, and reasons
with it. No screen, no printing.
"""
