"""What is new in a field that one follows. Not built yet: this page is its contract.

Takes    the lake's views, a list of topics, brands or tags to follow, and the dates to compare.
Gives    emerging tags, initiatives and challenges, dissuasion with or without a commercial substitute,
         mentions of a brand, and the letter that gathers them, each line opening the posts behind it.
Keeps    a rise is told against its own past and the platform's week; copies are counted once; no public
         ranking of people; groups under five are suppressed where people could be recognised.
Imports  impact and what comes before it.
"""
