"""The flow from a few questions to a short plan: a model without Textual, and its screens."""
