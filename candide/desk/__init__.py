"""The Django product: accounts, bank, campaigns, the creator's own side. Not built yet; its contract:

Takes    requests of signed-in members of one organisation, and of creators about themselves.
Gives    pages and an API over the functions of `candide.jobs`, in French and English, on a phone first.
Keeps    one policy module decides who sees what, for views, API and templates alike; an agency never sees
         another's bank; no opinion leaves a partnership workspace before the creator was notified and
         seven days passed, or she answered; notice, access, objection and erasure are pages.
Imports  jobs and what comes before it, never cli. Django and network clients live here and nowhere else.
"""
