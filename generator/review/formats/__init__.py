"""What prints a report, one module a format. Each returns text or values; none writes."""
