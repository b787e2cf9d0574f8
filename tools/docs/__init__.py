"""Reference pages, written from the code: one file per page, each with NAME and `text()`.

python -m tools.docs           write docs/reference again
python -m tools.docs --check   fail when a page there differs from what the code says
"""
