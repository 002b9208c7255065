"""What every operation shares: building requests, sending, retrying, decoding.

The core (everything but `transport`, `clock` and `client`) does no input or output and reads no
clock. `client` holds the two thin drivers, `transport` is the only module that sends.
"""
