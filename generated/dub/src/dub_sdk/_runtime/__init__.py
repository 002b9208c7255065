"""What every operation shares: building requests, sending, retrying, decoding.

The core does no input or output and reads no clock. `client`, `pagination`, `streams` and
`downloads` hold its thin drivers, sync and async; `transport` is the only module that sends, and
`files` and `downloads` are the only ones that touch files. `lazy` loads models and
`late` what sends, when they are first used; `preload` loads them ahead.
"""
