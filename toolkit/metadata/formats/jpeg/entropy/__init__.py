"""Entropy-coded data: where they really end, so that nothing can hide behind them."""
