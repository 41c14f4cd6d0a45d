import pytest

from components.french_bundles import ONLY_IN, SNIPPETS, WORDS, in_french
from components.static_files import STREAMLIT

BUNDLES = {path.name: path.read_text("utf-8") for path in (STREAMLIT / "static/js").glob("*.js")}


@pytest.mark.parametrize("english", WORDS)
def test_each_english_literal_is_still_in_the_bundles_of_streamlit(english: str) -> None:
    place = ONLY_IN.get(english, ("",))

    assert any(f"`{english}`" in text for name, text in BUNDLES.items() if name.startswith(place))


def test_a_bundle_is_served_with_french_words() -> None:
    assert in_french("Selectbox.x.js", "a=`No results`;b=`No`") == "a=`Aucun résultat`;b=`No`"


def test_the_name_of_a_function_is_left_alone() -> None:
    assert in_french("index.x.js", "f=`apply`") == "f=`apply`"


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_each_snippet_is_still_in_one_bundle_of_streamlit(snippet: str) -> None:
    assert sum(snippet in text for text in BUNDLES.values()) == 1


def test_the_name_of_a_key_is_french_beside_a_button_only() -> None:
    assert in_french("index.x.js", "{enter:`Enter`};e===`Enter`") == "{enter:`Entrée`};e===`Enter`"
