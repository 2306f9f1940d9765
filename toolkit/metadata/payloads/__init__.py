"""The languages that metadata is written in, each read by one module, shared by all formats."""
