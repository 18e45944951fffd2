"""Where calls are kept."""
