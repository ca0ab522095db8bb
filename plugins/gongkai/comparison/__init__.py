"""What citizens see change between two states of the data."""
