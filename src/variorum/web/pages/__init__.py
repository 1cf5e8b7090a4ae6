"""The pages, a module for each area: a request, one question to the archive, a template."""
