"""A built site held against the data: read again from the disk, nothing of the build trusted."""
