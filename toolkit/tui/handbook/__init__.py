"""The handbook in the interface: guides, one section at a time, and what stands beside them."""
