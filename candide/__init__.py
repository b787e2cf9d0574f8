"""Candide, the evidence desk for honest influence. The map, in the order that data flows:

tables    canonical rows, filled by sources, kept by store
sources   one file per export format                       contract: source
packs     rules as data: wordings, tiers, weights          contract: pack
labels    what a post says, with the words that say it     contract: label
derive    tables shared by several signals
signals   judged rows, counted by the house                contract: signal
audit     readings, opinion, sheet, reply
report    pages from finished documents
jobs      one function per command: what cli, desk and a notebook call
"""

__version__ = "0.1.0"
