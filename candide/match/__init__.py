"""From a brief to a shortlist and a portfolio. Not built yet: this page is its contract.

Takes    a brief (TOML: what the brand asks, its gates, its budget and floors by tier), the creator bank,
         and finished audit documents. Reads nothing that the audit did not already show.
Gives    per creator: passed or stopped at a gate with its reason, a fit with interval and its reasons,
         a reach as bounds; then a portfolio under a budget, with what was left out and why.
Keeps    a refusal of the creator is final for the brief; an unknown age is not adult; no rank without an
         interval; a document that abstains is shown apart, never ranked last; what a brand sees of a creator,
         the creator can get.
Imports  audit and what comes before it; never campaign, report or a face.
"""
