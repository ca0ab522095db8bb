"""Figures derived from what reports print, each with one definition for all years."""
