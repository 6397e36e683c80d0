"""Paths over the compiled graph, and what stands behind them."""
