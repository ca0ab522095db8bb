"""What the State Council prescribes: editions of the form, as data."""
