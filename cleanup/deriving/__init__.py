"""Derives glossary rows from collections of open data: `python -m cleanup.deriving FOLDER` writes `glossaries/derived/`.

The raw files stay outside the project; their names and checksums are recorded. What is derived is never edited by hand:
a row that is wrong is corrected by a row in the files above, or switched off in `off.csv`. The same raw files and the
same hand-written files give the same rows, byte for byte.
"""
