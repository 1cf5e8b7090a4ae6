"""The same stages over millions of articles, to Parquet tables, on a dataframe engine."""
