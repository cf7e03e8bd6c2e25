"""Where logs go, and which are too much."""

from __future__ import annotations


def to_stderr() -> dict[str, object]:
    """For `logging.config.dictConfig`: a line each, from INFO on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # uvicorn.error logs a socket's address with its token at INFO.
            "uvicorn.error": {"level": "WARNING"},
            "uvicorn.access": {"level": "WARNING"},
            "apscheduler": {"level": "ERROR"},
        },
    }
