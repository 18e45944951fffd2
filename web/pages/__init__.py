"""One Gradio page a module."""
