"""Names that Python or the written code needs for itself.

A name in one of these sets gets a trailing underscore. Whether it does depends on the name alone:
adding a field or a page never renames another one. The sets are written out and not computed, so
that the Python and the Pydantic that run the generator have no influence on its output.
"""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS: Final = _names("""
    False None True and as assert async await break class continue def del elif else except
    finally for from global if import in is lambda nonlocal not or pass raise return try while
    with yield
""")
"""Hard keywords (Python language reference, section 2.3.1). Soft keywords make fine names."""

BUILTINS: Final = _names("bool bytes dict float int list str")
"""Builtins that annotations are spelled with."""

_MODEL_ATTRIBUTES: Final = _names("""
    construct copy dict from_orm json model_computed_fields model_config model_construct
    model_copy model_dump model_dump_json model_extra model_fields model_fields_set
    model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
    model_validate_json model_validate_strings parse_file parse_obj parse_raw schema schema_json
    update_forward_refs validate
""")
"""Public attributes of `pydantic.BaseModel`."""

VALUES: Final = (
    KEYWORDS
    | BUILTINS
    | _MODEL_ATTRIBUTES
    | _names("additional_properties datetime options property self")
)
"""Fields and arguments. One set for both, since the fields of a body become arguments."""

VALUE_PREFIXES: Final = ("model_dump", "model_validate")
"""Prefixes that Pydantic keeps for itself (its default `protected_namespaces`)."""

CLIENT_ARGUMENTS: Final = VALUES | _names(
    "allow_http base_url deadline headers hooks http_client max_body_size max_retries on_deviation "
    "on_request on_response on_retry retry_budget server strict timeout"
)
"""Arguments of the client that the docs name: those that every client has."""

MEMBERS: Final = KEYWORDS | _names("""
    builtins cached_property components datetime deprecated error_models errors models operations
    shared
""")
"""Methods and accessors of a resource. Names of modules stay free for annotations; names of
builtins need not, since a module with such a method spells them `builtins.list`."""

CLIENT_OWN: Final = _names("""
    aclose close execute execute_page execute_stream preload request with_options with_response
""")
"""What every client has."""

CLIENT_MEMBERS: Final = MEMBERS | BUILTINS | CLIENT_OWN | _names("httpx2")
"""Accessors of the client: what it has already, and what its annotations are spelled with."""

BUILTIN_CLASSES: Final = _names("""
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError
    ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError
    Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
    FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError
    ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
    KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError
    NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
    PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError
    SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
    UserWarning ValueError Warning WindowsError ZeroDivisionError
""")
"""Builtins that are spelled like classes: `ValueError` in an annotation would be Python's own until
the model of that name is imported, which models that refer to each other do last."""

CLASSES: Final = KEYWORDS | BUILTIN_CLASSES | _names("""
    Annotated Any Field FileContent FileInput Literal Mapping Model Required Sequence Tagged
    TypeAlias TypeAliasType TypedDict
""")
"""Models: what a model's module imports, and builtins."""

CLASS_SUFFIX: Final = "Dict"
"""The end of the name of a dict-shaped type beside a model."""

CLIENTS: Final = KEYWORDS | _names("""
    ApiKeyScheme AsyncClient BasicScheme BearerScheme ByteStream Callable Client ClientConfig
    ClientCredentialsScheme Deviation DeviationEvent EventStream FileInput JsonLines Literal Mapping
    NotGiven Page Pager RequestEvent RequestOptions Response ResponseEvent RetryEvent Secret
""")
"""Client classes: what their module imports, and what stands beside them in the package."""

ERRORS: Final = CLASSES | _names("""
    APIConnectionError APIStatusError APITimeoutError ClientClosedError ConfigurationError
    DecodeError InvalidArgumentError PaginationError SDKError StreamClosedError
""")
"""Error classes: the tree that every SDK has."""

RESOURCES: Final = CLIENTS | _names("""
    Any AsyncByteStream AsyncEventStream AsyncJsonLines AsyncPager AsyncResource FileContent
    Operation Pagination Parameter Resource Sequence Stream
""")
"""Resource classes: what their module and the client's import. `Pager` would have the twin
`AsyncPager`."""

_DEVICES: Final = _names("aux con nul prn") | frozenset(
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
)

MODULES: Final = KEYWORDS | _DEVICES
"""Modules: also the devices of Windows (Microsoft, "Naming Files"). Modules are only ever imported
relatively, so that `json` or `typing` are fine names."""
