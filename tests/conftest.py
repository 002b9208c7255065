"""What all tests share."""

import os

from hypothesis import settings

# No deadlines: a slow machine is no defect. The examples are the same on every run,
# so that a failure in CI is a failure at home.
settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Runs answer from what they read, not from what an earlier run found.
os.environ["DOCS2SDK_CACHE"] = ""
