"""Feeds to the archive: asks them politely and safely, fetches what they name, and again later.

`lists` says which feeds, `feeds` what a feed holds, `fetch` (with `connect`, `bodies`, `hosts`,
`robots`) brings bytes from the web, `schedule` says when to ask again, `ledger` remembers, `run`
does it all.
"""
