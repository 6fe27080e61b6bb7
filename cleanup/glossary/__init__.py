"""The glossary: the only reader of its files, and the index that is compiled from them."""

from cleanup.glossary.index import Hit, Index, Posting, cache_folder, open_index

__all__ = ["Hit", "Index", "Posting", "cache_folder", "open_index"]
