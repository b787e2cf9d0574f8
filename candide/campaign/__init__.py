"""The rules of a campaign, pure and without a clock of their own. Not built yet: this page is its contract.

Takes    a portfolio, invitations and answers as plain rows, the rule packs of the jurisdictions declared,
         and the day to judge by, given by the caller.
Gives    what may be done next: invitation, refusal (with its reason, final), draft and its review,
         gift within its cap, tracked links, and the sum per creator, advertiser and aim beside the
         threshold of a written contract.
Keeps    a missing advertising label blocks, always, whatever the style of the post; gifts count at their
         value; money is Decimal with an ISO currency and never summed across currencies; nothing here
         knows a database, a form or a mailbox.
Imports  match and what comes before it.
"""
