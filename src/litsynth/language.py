"""Which language a text is in, by its most common words and its script. Pure."""

import re
from collections import Counter

from litsynth.lexical import STOP_WORDS

_COMMON = {
    "en": "the of and to in is that for it with as was on are be this by from we which an at or",
    "de": "der die und das in den von zu ist mit des im für auf dem nicht sich auch werden als",
    "fr": "le la les de des et en du un une est que dans pour par sur qui pas au avec sont nous ce",
    "es": "el la los las de que y en un una es por con para se del al como más su son lo este",
    "pt": "o a os as de que e do da em um uma é por com para não se dos das no na como mais ao são",
    "it": "il la i le di che e un una è per con non si del della nel sono da in come anche più gli",
    "nl": "de het een van en in is dat op te voor met zijn niet aan door er ook als bij of uit",
    "sv": "och att det som en på är av för med den till inte om ett har de så kan från vid",
    "pl": "i w na z do nie się jest że to o jak za od po przez dla są oraz przy może",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi en kadar sonra ise",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_ASKING = {
    "de": "wie was wer wo warum welche welcher welches wirkt kann gibt gegen bei",
    "fr": "comment quel quelle quels quelles pourquoi quoi où peut entre aux",
    "es": "cómo qué cuál cuáles quién dónde puede entre sobre",
    "pt": "como qual quais quem onde pode sobre entre",
    "it": "come quale quali quanto perché dove può tra sulla sul",
    "nl": "hoe wat welke waarom wie kan tussen tegen",
    "sv": "hur vad vilka vilken varför mellan",
    "pl": "jak jaki jaka jakie czy dlaczego kto między",
    "tr": "neden hangi nedir mi ne kadar",
}
"""Words of questions, which are too short to be told by the most common words alone."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]{3}")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 12
_MORE_THAN_ENGLISH = 2
_SAMPLE = 1500
_LEAST_OF_SCRIPT = 0.2
_LEAST_SHARE = 0.12
"""Common words are at least this share of running text in the languages above."""


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None if the text is too short or in none of the languages known."""
    sample = text[:_SAMPLE]
    if (code := _by_script(sample)) is not None:
        return code
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in common) / len(words) for code, common in _WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _LEAST_SHARE else None


def foreign_language_of(question: str) -> str | None:
    """ISO 639-1 code of a question that is plainly not in English, else None.

    Its words that ask or join are two more in another language than in English.
    """
    if (code := _by_script(question)) is not None:
        return code
    words = [word.casefold() for word in _WORD.findall(question)]
    english = sum(word in _WORDS["en"] or word in STOP_WORDS for word in words)
    found = {
        code: sum(word in _WORDS[code] or word in asking.split() for word in words)
        for code, asking in _ASKING.items()
    }
    best = max(found, key=lambda code: found[code])
    return best if found[best] >= english + _MORE_THAN_ENGLISH else None


def _by_script(sample: str) -> str | None:
    """The language of a script that one language has, or stands for here."""
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS:
        if sum(map(len, script.findall(sample))) > _LEAST_OF_SCRIPT * max(letters, 1):
            return code
    return None
