"""Bounds the property tests: the same examples each time, and not too many of them."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "interpkb",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("interpkb")
