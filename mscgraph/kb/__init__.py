"""The curated graph in YAML: load, check, format, verify, compile."""
