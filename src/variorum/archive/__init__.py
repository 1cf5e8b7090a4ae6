"""What is kept between runs: articles with their bytes, versions, stories, judgements."""
