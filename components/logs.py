"""The server’s log: Streamlit’s and uvicorn’s lines like ours (``db/logs.py``)."""

import logging

from streamlit import logger as streamlit_logger

from db import logs


def start() -> None:
    """Once uvicorn has set its own loggers; those Streamlit makes later speak like ours too."""
    logs.start()
    streamlit_logger.setup_formatter = _ours
    streamlit_logger.update_formatter()
    # Who asked for what: components/watching.py tells it, without either.
    logging.getLogger("uvicorn.access").disabled = True


def _ours(logger: logging.Logger) -> None:
    logger.handlers = [logs.HANDLER]
    logger.propagate = False
