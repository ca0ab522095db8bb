"""A new site: the files that a repository of reports begins with."""
