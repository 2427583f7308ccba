"""Wording that tells what a tool offers, how it is made or what is looked at: no finding. Pure."""

import re

from litsynth.claims.rules import Rule, rule

_NO_RESULT = (
    r"(?!.*(?:\b(?:[Dd]ifferent\s+from|[Uu]nlike|[Ii]n\s+contrast\s+to|compared\s+(?:to|with)"
    r"|relative\s+to|finds?|found|shows?|showed|shown|observed?|reveal\w*|indicates?|suggests?"
    r"|demonstrate[sd]|confirm\w*|conclu\w+|prov(?:es|ed|en)|outperform\w*|surpass\w*|exceed\w*|improv(?:es|ed)|reduc(?:es|ed)"
    r"|increas(?:es|ed)|achiev(?:es|ed)|reach(?:es|ed)|evidence\s+(?:that|for|of)|comparable"
    r"|similar\s+to|competitive|speed-?ups?|overhead|(?:our|these)\s+(?:experiments?|results"
    r"|evaluation)|(?:results|view|notion|hypothes[ie]s|idea|claim|conclusion)\s+that"
    r"|(?:good|high|better|best|top|strong|superior|state-of-the-art)\s+(?:\w+\s+)?(?:performance"
    r"|accuracy|results?|quality|precision|efficiency)|times\s+(?:faster|slower|more|as)"
    r"|(?:twice|half)\s+(?:as|the)|as\s+(?!well\b)\w+\s+as|than(?!\s+\d))\b"
    r"|\d\s?%|\d\.\d|\d\s?[x\u00d7]\b))"
)
"""What a tool is for is no finding, unless the sentence says anywhere how well it does."""
_LEAD = rf"^{_NO_RESULT}(?:[A-Z][^,]{{1,80}},\s+){{0,2}}"
_ONE = r"(?:[Tt]h(?:e|is|ese)|[Oo]ur|[Ii]ts|[Aa]n?|[Aa]ll|[Ee]ach)"
_TOOL = (
    r"(?:packages?|librar(?:y|ies)|toolbox(?:es)?|toolkits?|tools?|software|modules?|plug-?ins?"
    r"|interfaces?|APIs?|applications?|apps?|platforms?|code\s?base|implementations?|services?"
    r"|repositor(?:y|ies)|websites?|portals?|editors?|viewers?|notebooks?|simulators?|dashboards?"
    r"|wrappers?|bindings|demos?|demonstration|systems?|frameworks?|environments?|engines?"
    r"|architectures?|components?|pipelines?|programs?|suites?|scripts?|(?:back|front)-?ends?"
    r"|servers?|clients?|chatbots?|visuali[sz]ations?)"
)
_METHOD = r"(?:approach|methods?|models?|algorithms?|methodology|techniques?)"
_CODE_NAME = (
    r"(?:[\w-]*[A-Z][\w-]*\.[a-z]{2}\b|[A-Z][a-z]+[A-Z][\w+-]*|[A-Z]{2,}-?[A-Z]?[a-z]{2,}[\w+-]*)"
    r"(?:['\u2019]s\s+\w+)?"
)
"""Names that only programs bear: "Flux.jl", "ChipSort"."""
_ACRONYM = r"(?:[A-Z]{3}[\w+-]*|[A-Z]{2,}-[A-Z]\w+)(?:['\u2019]s\s+\w+)?"
_THEN = (
    r"(?:\s*,[^,]{2,60},|\s+\([^)]*\))?\s+(?:[a-z]+ly\s+|also\s+|then\s+|itself\s+|not\s+only\s+)*"
)
_IS_MADE = (
    r"(?:(?:implements?|features?|comes?\s+with|ships?\s+with|consists?\s+of|comprises?|wraps?"
    r"|exposes?|exports?|integrates?|leverages?|utili[sz]es?|employs?|rel(?:ies|y)\s+on|uses?"
    r"|adopts?|makes?\s+(?:\w+\s+)?use\s+of|aims?\s+(?:to|at)|seeks?\s+to|strives?\s+to|includes?"
    r"|(?:is|are)\s+(?:\w+ly\s+|also\s+)*(?:written|built|implemented|designed|developed|intended"
    r"|meant|crafted|based\s+(?:up)?on|founded|composed|made\s+up|equipped|organi[sz]ed|structured"
    r"|packaged|configured))\b)"
)
"""Verbs of design, whatever is made."""
_PROVIDES = (
    r"(?:(?:offers?|provides?\s+(?:access|functions?|functionalit\w+|tools?|support"
    r"|[a-z]*ers))\b)"
)
_OFFERS = (
    rf"(?:{_IS_MADE}|(?:provides?|offers?|supports?|contains?|allows?|enables?|lets?|helps?|combines?"
    r"|handles?|covers?|stores?|defines?|generates?|takes|accepts|reads|runs\s+on|introduces|follows"
    r"|inherits|presents?|displays?|starts\s+by|has\s+(?:an?|several|two|three|many|built-in)"
    r"|(?:is|are)\s+(?:\w+ly\s+|also\s+)*(?:accessible|available|compatible|delivered|distributed|hosted)"
    r"|refines|facilitates?|assists?|permits?|serves?\s+as"
    r"|can\s+(?:also\s+)?(?:support|handle|generate|import|export|process|run)"
    r"|can\s+(?:\w+ly\s+|also\s+)*be\s+(?:\w+ly\s+)?(?:used|extended|adapted|customi[sz]ed|combined"
    r"|integrated|called|configured|applied|plugged|embedded|deployed|loaded|imported|installed))\b)"
)
"""Verbs that tell what a tool does for its users; of a protein they would tell a finding."""
_USERS = r"(?i:users?|researchers|practitioners|developers|annotators|students|teachers|experts)"
_FOR_USERS = rf"(?:(?:allows?|enables?|helps?|lets?|supports?)\s+(?:\w+\s+){{0,2}}{_USERS}\b)"

_PAPER = r"[Tt]his\s+(?:\w+\s+)?(?:paper|work|article|study|report|demo|demonstration|tutorial)"
_AUTHORS = rf"(?:[Ww]e|{_PAPER})\s+(?:[a-z]+ly\s+|also\s+|have\s+|has\s+)*"
_STUDIES = (
    r"(?:stud(?:y|ies|ied)|investigate[sd]?|explore[sd]?|examine[sd]?|target(?:s|ed)?"
    r"|search(?:ed)?\s+for|consider(?:s|ed)?|analy[sz]e[sd]?|survey(?:s|ed)?|calculated?"
    r"|look(?:ed)?\s+at)\b"
)
_NOTHING_MADE = (
    r"(?!.*\b(?:that|how|but|not|propos\w+|introduc\w+|develop\w*|present\w*|deriv\w+|novel|new"
    r"|construct\w*|identif\w+|determin\w+|detect\w*|establish\w*)\b)"
)
_DESCRIBES = (
    r"(?:describe[sd]?|detail(?:s|ed)?|present(?:s|ed)?|demonstrate[sd]?|showcase[sd]?|outlines?"
    r"|explain(?:s|ed)?|illustrate[sd]?|highlights?)"
)
_ASPECT = (
    r"(?:(?:(?:the|its|our|their|some|several|various|main|different)\s+)+(?:[\w'\u2019.-]+\s+){0,3}?"
    r"(?:design|functionalit(?:y|ies)|features|usage|uses?|applications?|use\s+cases?|history"
    r"|installation|aspects|steps)\b(?!\s+(?:and\s+\w+\s+)?of\s+an?\b)|how\s+to\b)"
)

_NAME = r"(?!There\b|It\b)(?:[A-Z][\w.+-]*|The\s+[\w-]+)"
_KIND = (
    r"(?:collections?|languages?|formats?|standards?|concepts?|fields?|process(?:es)?|class(?:es)?"
    r"|famil(?:y|ies)|branch(?:es)?|paradigms?|protocols?|tasks?)"
)
_NO_PRAISE = (
    r"(?!(?:[\w-]+,?\s+){0,4}(?:effective|efficient|promising|robust|reliable|viable|useful|powerful"
    r"|good|better|best|first|fast\w*|only|main|key|major)\b)"
)

DESIGNS: tuple[Rule, ...] = (
    rule(
        "says what a tool offers or how it is made",
        rf"{_LEAD}{_ONE}\s+(?:[\w-]+\s+){{0,3}}?{_TOOL}(?:\s+(?:of|for|in)\s+[\w-]+)?{_THEN}{_OFFERS}",
        rf"{_LEAD}(?:[Oo]ur\s+(?:\w+,?\s+)?)?{_CODE_NAME}{_THEN}{_OFFERS}",
        rf"{_LEAD}(?:(?:[Oo]ur\s+(?:\w+,?\s+)?)?{_ACRONYM}|[Ii]t|[Tt]hey){_THEN}"
        rf"(?:{_IS_MADE}|{_PROVIDES}|{_FOR_USERS})",
        rf"{_LEAD}(?:[Oo]ur|[Tt]h(?:e|is))\s+(?:[\w-]+\s+){{0,2}}?{_METHOD}{_THEN}{_IS_MADE}",
        rf"^{_NO_RESULT}(?!We\b|Our\b|Results?\b)(?:[\w-]+\s+){{1,8}}?(?:is|are)\s+(?:then\s+|finally"
        r"\s+|first\s+|also\s+)*(?:adopted|employed|used|represented\s+as|approached"
        r"|invoked|cached|parsed|rendered)\b",
        rf"{_LEAD}(?:[\w-]+\s+){{1,6}}?(?:used|utili[sz]ed|available|implemented|provided|included|offered)"
        r"\s+(?:in|by)\s+[\w.-]+\s+(?:is|are)\b",
    ),
    rule(
        "tells users what they can do",
        rf"{_LEAD}(?:[\w-]+\s+){{0,2}}?{_USERS}\s+(?:of\s+\w+\s+\w+\s+)?(?:can|may|should|must"
        r"|(?:only\s+)?(?:need|have)\s+to)\b",
        r"^(?:Clicking|Selecting|Hovering|Typing|Pressing)\b",
    ),
    rule(
        "announces what is looked at, not what came of it",
        rf"{_LEAD}{_AUTHORS}{_STUDIES}{_NOTHING_MADE}",
        rf"{_LEAD}{_AUTHORS}{_DESCRIBES}\s+{_ASPECT}",
    ),
    rule(
        "says what something is",
        rf"{_LEAD}{_NAME}{_THEN}(?:is|are)\s+(?:an?|the|one\s+of\s+the)\s+{_NO_PRAISE}"
        rf"(?:[\w-]+,?\s+(?:and\s+)?){{0,6}}?(?:{_TOOL}|{_KIND})\b",
        rf"^{_NO_RESULT}One\s+(?:\w+\s+)?(?:form|kind|type|example|option|variant|instance|way)\b",
    ),
)

_PAST = r"(?:was|were|had|did|could|would|made|led|gave|took|ran|beat|\w+ed)\b"


def only_describes(name: str, text: str) -> bool:
    """Whether `text` says what the thing of that name is or does, and nothing of how well.

    To be asked of statements only: findings have wording of their own.
    """
    subject = rf"{_LEAD}(?:[Oo]ur\s+(?:\w+,?\s+)?)?{re.escape(name)}(?:['\u2019]s\s+\w+)?"
    return bool(re.search(rf"{subject}{_THEN}(?!{_PAST})[a-z]", text))
