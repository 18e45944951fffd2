"""Gradio pages and the routes around them."""
