"""Speed and quality figures that anyone can print: ``make bench``."""
