"""Trains the bundled models; needs torch and scikit-learn, which grading does not."""
