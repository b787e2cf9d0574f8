"""From counted rows to an audit that a brand and a creator can both read.

counting   every signal over a lake: readings with interval, n, peers
coincide   what a follower step goes with
flags      what is said of a reading in words, and whether it weighs
opinion    five axes and a total, by the weights that a pack holds
fetch      what to fetch next when too little was imported
sheet      the finished document, which recounts itself from its own rows
"""
