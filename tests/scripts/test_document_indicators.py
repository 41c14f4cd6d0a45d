from scripts.document_indicators import FILE, document


def test_the_page_of_indicators_is_that_of_the_catalogue() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), (
        "run: python -m scripts.document_indicators"
    )
