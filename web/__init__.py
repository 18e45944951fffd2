"""The pages that a trainee sees and the routes around them."""
