import pytest

from components.french_bundles import KEY_NAME, ONLY_IN, WORDS, in_french
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


def test_the_name_of_a_key_is_french_beside_a_button_only() -> None:
    assert any(KEY_NAME[0] in text for text in BUNDLES.values())
    assert in_french("index.x.js", "{enter:`Enter`};e===`Enter`") == "{enter:`Entrée`};e===`Enter`"
