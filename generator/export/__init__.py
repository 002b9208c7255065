"""The intermediate model in other formats. Values only; no printing."""
