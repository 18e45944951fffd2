"""Settings of all tests."""

from hypothesis import settings

# no deadline: how long an example takes says something about the machine, not about the code
settings.register_profile("product", deadline=None)
settings.load_profile("product")
