"""What a campaign changed, by tier. Not built yet: this page is its contract.

Takes    orders, codes, clicks and visits as rows with their own dates, the campaign's links and posts,
         and a comparison that was declared beforehand.
Gives    one ledger per way of attributing (code, link, survey), never added together, and the lift
         against the comparison, by tier, with interval, n and what was not seen.
Keeps    a code used is not an increment; no figure per person in a group under five; no advertising
         value equivalent unless asked for, then with its formula; abstains below its floor.
Imports  campaign and what comes before it.
"""
