"""What is shown when something breaks: a French sentence, never a stack trace."""

import logging

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from components import readiness
from components.forms import give_back
from components.watching import new_reference
from db.faults import DAMAGED, UnsavedError, told
from domain.formats import NBSP, NNBSP

log = logging.getLogger(__name__)


def show_fault() -> None:
    """The database cannot be used: say so, and how to come back."""
    st.title("Maillage est momentanément indisponible")
    fault = readiness.fault()
    st.error(fault or "La base de données est de nouveau accessible.")
    if fault != DAMAGED:
        st.markdown("Ce qui est enregistré l’est toujours, et ce que vous saisissiez vous attend.")
    _offer_to_try_again()


def show_error(error: BaseException) -> bool:
    """Answer an error no page foresaw. Its trace is in the log, under the reference shown."""
    reference = new_reference()
    log.error("script error", exc_info=error, extra={"reference": reference})
    if fault := _of_the_database(error):
        st.error(fault)
        _offer_to_try_again()
    else:
        st.error(
            f"Une erreur est survenue. Rechargez la page{NNBSP}; si elle revient, donnez cette "
            f"référence à votre administrateur. Référence{NBSP}: {reference}"
        )
    return True


def _of_the_database(error: BaseException) -> str | None:
    if isinstance(error, UnsavedError):
        return str(error)
    return (readiness.examine() or told(error)) if isinstance(error, SQLAlchemyError) else None


def _offer_to_try_again() -> None:
    """Without loading the page anew: the fields still hold what was typed in them."""
    st.button("Réessayer", key="try-again", type="primary", on_click=give_back)
