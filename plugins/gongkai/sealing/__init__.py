"""What closes a finished site: a policy in each page, and the checksums of all files."""
