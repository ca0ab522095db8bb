"""What the search finds: pages cut into characters, and the facts by which hits are sorted."""
