import pytest

from litsynth.language import foreign_language_of, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We show that the model is better than the one that was used in earlier work.", "en"),
        ("Wir zeigen, dass das Modell besser ist als die anderen in der Arbeit von Byron.", "de"),
        ("Nous montrons que le modèle est plus précis que les autres dans les langues.", "fr"),
        ("Se muestra que el modelo es mejor que los otros en la mayoría de las lenguas.", "es"),
        ("Мы показываем, что модель лучше других.", "ru"),
        ("我们证明该模型优于其他模型。", "zh"),
        ("Too short.", None),
        ("x = 1 " * 40, None),
    ],
)
def test_the_language_is_told_by_its_common_words_and_script(text, code):
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Wie wirkt Koffein auf den Schlaf?", "de"),
        ("Quel est l'effet de la caféine sur le sommeil ?", "fr"),
        ("¿Cómo afecta la cafeína al sueño?", "es"),
        ("Hoe werkt cafeïne op de slaap?", "nl"),
        ("咖啡因如何影响睡眠", "zh"),
        ("How does caffeine affect sleep?", None),
        ("caffeine sleep onset", None),
        ("De novo design in El Niño years of the Rio de la Plata?", None),
        ("5", None),
    ],
)
def test_a_question_that_is_not_in_english_is_told_by_its_few_words(question, code):
    assert foreign_language_of(question) == code
