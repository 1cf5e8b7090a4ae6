"""Records of many articles to stories, names, utterances and statements."""
