"""A built site as one archive, whose pages open without a server."""
