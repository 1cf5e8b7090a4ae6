"""The archive as pages for people and JSON for programs: thin, on this machine, from no network.

`make_app` in `variorum.web.app` is the application, `serve` in `variorum.web.server` runs it.
"""
