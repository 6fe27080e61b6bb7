"""A newsroom's own lists: taking them into a folder of glossary files, and giving entries out again.

A reader (`tables`, `workbook`, `tbx`, `wikidata`) turns a file into what `found` describes and decides nothing. `staging`
judges each piece against the shipped glossary, the folder and the rest of the file, on disk, so that a list may be larger
than memory. `importing` runs the two and puts the result in place, whole or not at all; `exporting` is the way back.
"""
