import pytest

from vedette.read.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said that the drills were over and the troops had left.", "en"),
        ("Министерство сообщило, что учения завершились и войска ушли по домам.", "ru"),
        ("Міністерство повідомило, що навчання завершилися і війська пішли, але є питання.", "uk"),
        ("Міністэрства паведаміла, што вучэнні скончыліся і войскі пайшлі ў казармы.", "be"),
        ("Ministerstwo podało, że ćwiczenia się zakończyły i nie ma już wojsk na granicy.", "pl"),
        ("Ministerija pranešė, kad pratybos baigėsi ir kariai išvyko iš poligono.", "lt"),
        ("12 34 56", "und"),
        ("", "und"),
        ("zxcv qwer asdf zxcv qwer asdf zxcv qwer asdf", "und"),
    ],
)
def test_function_words_tell_the_language(text, language):
    assert detect_language(text) == language
