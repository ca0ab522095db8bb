"""What bodies publish: one report, one body, read strictly and written back."""
