from scripts.write_indicators import PAGE, page


def test_the_page_of_indicators_is_the_catalogue() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m scripts.write_indicators"
