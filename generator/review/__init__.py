"""What changed between two states of an API's docs, why, and whom it breaks."""
