"""Wording of sentences that assert no finding: proofs, steps, beliefs, aims. Pure."""

from litsynth.claims.rules import NO_OUTCOME, Rule, rule

_TAUGHT = (
    r"(?:course|tutorial|workshop|textbook|handbook|curriculum|syllabus|lessons?|chapters?|lectures?"
    r"|notebooks?|classroom|book)"
)
_NO_MAKING = (
    r"(?!.{0,60}?\b(?:to\s+(?:develop|propose|introduce|show|demonstrate|extend|generali[sz]e|formali[sz]e"
    r"|build|establish|prove)|at\s+(?:developing|presenting|proposing|introducing|describing"
    r"|extending|building|establishing))\b)"
)
"""An aim "to develop a parser" says what the paper contributes."""
_MAKES = r"(?!.*\b(?:propos|introduc|present|develop|show|f[io]u?nd)\w*)"
_LEAD = (
    r"^(?:\W*(?:[Nn]ow|[Tt]hen|[Nn]ext|[Ff]irst|[Ff]inally|[Aa]lso|[Ss]imilarly|[Hh]ence|[Tt]hus"
    r"|[Ss]o|[Hh]owever|[Ii]n\s+particular|[Hh]ere),?\s+)?"
)

NO_FINDING: tuple[Rule, ...] = (
    rule(
        "sets the stage for a proof or a definition",
        _LEAD + r"(?:[Ll]et|[Ss]uppose|[Aa]ssume|[Cc]onsider|[Rr]ecall|[Dd]enote|[Dd]efine|[Ff]ix"
        r"|[Gg]iven|[Ww]rite|[Ss]et|[Pp]ut|[Cc]hoose|[Pp]ick|[Ii]magine|[Tt]ake|[Rr]emember)\b",
        r"^(?:The\s+)?(?:Proof|Remark|Definition|Lemma|Theorem|Corollary|Proposition|Example|Claim"
        r"|Notation|Observation|Case|Step|Conjecture|Assumption)\s*(?:\d[\w.]*)?\s*(?:[.:]|\([^)]*\)[.:]?)",
        r"^(?:Remark|Definition|Lemma|Theorem|Corollary|Proposition|Conjecture|Assumption)\s+\d",
        r"\b(?:[Ww]e|[Ll]et\s+us|I)\s+(?:\w+\s+)?(?:denote|write|define|assume|fix|let|recall|suppose)\b",
        r"(?<!that\s)(?<!which\s)\b(?:[Ww]e|I)\s+(?:\w+\s+)?call\b",
        r"\b(?:is|are|be)\s+(?:\w+\s+)?(?:defined\s+(?:as|by|to)|called|denoted|referred\s+to\s+as"
        r"|termed|known\s+as)\b|\b(?:denotes?|stands?\s+for)\b|\bwhere\s+\S+\s+(?:is|are)\s+the\b",
        r"\b(?:suffices?|suffice|need|remains)\s+to\s+(?:show|prove|check|verify|see)\b|\bif\s+there\s+exists?\b"
        r"|^To\s+(?:see|show|prove|argue|check)\s+(?:that|this|the)\b|^(?:Repeating|Putting)\b"
        r"|\b[Ww]e\s+say\s+that\b|\b[Tt]he\s+next\s+observation\b",
        r"\b[Aa]rgu(?:e|ing)\s+(?:\w+\s+)?as\s+(?:in|above|before|for)\b|\b(?:this|which)\s+contradicts\b"
        r"|\ba\s+contradiction\b|\bmutatis\s+mutandis\b|\b[Ss]ince\s+x\b|\bclaimed\s+uniqueness\b",
        r"^(?:The\s+)?[Pp]roofs\b|\breserve\s+the\s+(?:notation|symbol|term)\b",
        r"^If\s+(?:we|one)\s+(?:\w+ly\s+)?(?:find|takes?|chooses?|sets?|lets?|considers?|writes?|puts?)\b",
        r"^(?:Applying|Recalling|Substituting|Plugging|Inserting|Letting|Setting|Multiplying"
        r"|Integrating|Differentiating|Summing|Expanding|Rewriting)\b(?!.*\d\s?%)",
        r"^(?:For|To)\s+(?:the\s+(?:sake|convenience)\s+of|convenience|simplicity|definiteness|brevity"
        r"|clarity|ease|illustration|simplify)\b",
        r"^(?:By|From)\s+(?:the\s+)?(?:law|definition|assumption|construction|symmetry|linearity"
        r"|continuity|triangle|Cauchy|Jensen|chain\s+rule)\b",
        r"^(?:In|Throughout)\s+this\s+\w+,\s+(?!we\b|it\b)\S{1,3}\s+(?:is|are|will|denotes)\b",
        r"\b(?:proof(?![\s-]+of[\s-]+concept)|lemma|[Bb]y\s+(?:Lemma|Theorem|Proposition|Corollary|Eq|definition|construction|induction)"
        r"|without\s+loss\s+of\s+generality|w\.l\.o\.g)\b",
    ),
    rule(
        "says what a course or a tool holds",
        r"^(?:The\s+|Our\s+|Other\s+|Its\s+)?(?:\w+\s+)?(?:[Tt]opics?|[Ff]eatures|[Mm]odules|[Ll]essons?|[Cc]hapters?"
        r"|[Cc]ontents?|[Ff]unctionalit(?:y|ies)|[Pp]rerequisites?|[Ll]earning\s+(?:objectives|outcomes))"
        r"\s+(?:\w+\s+)?(?:includes?|included|comprises?|covers?|covered|range|taught|are\s+(?:covered|taught"
        r"|listed|the))\b",
        rf"^(?:\w+,\s+)?(?:[Tt]he|[Tt]his|[Oo]ur|[Tt]hese|[Ee]ach|[Aa]ll|[Ii]ts)\s+(?:[\w-]+\s+){{0,8}}?{_TAUGHT}\s+"
        r"(?:[\w-]+\s+){0,3}?(?:(?:is|are|was|were|can\s+be|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:presented"
        r"|structured|divided|designed|intended|aimed|used|taught|written|offered|suitable|developed"
        r"|composed|meant|delivered|hosted|based|licensed|free|organi[sz]ed|for)|provides?|offers?"
        r"|features?|includes?|covers?|contains?|introduces?|guides?|walks?|aims?|teaches|begins?"
        r"|starts?|ends?|shows\s+how)\b",
        r"\b[Ww]e\s+(?:present|offer|provide|introduce|give)\s+(?:a|an|our|this)\s+(?:[\w-]+\s+){0,2}"
        r"(?:tutorial|course|workshop|textbook|handbook|curriculum|syllabus)\b"
        r"(?!.*\b(?:improv\w+|show\w*|found?|rais\w+|lower\w*|reduc\w+)\b)",
        r"^(?:The\s+)?(?:\w+\s+)?[Aa]udiences?\b|\b(?:participants|students|users|learners|readers)"
        r"\s+(?:are|have)\s+(?:\w+\s+)?(?:opportunity|encouraged|invited|asked|expected|introduced|guided)\b",
        r"\b(?:Lessons?|Chapters?|Modules?|Units?)\s+\d|\bprovides?\s+(?:information|instructions)\s+(?:on|about|for)\b"
        r"|\bhave\s+the\s+opportunity\s+to\b",
        r"\b[Cc]ontributors\s+can\b|\breference\s+manual\b|\bset\s+of\s+instructions\b"
        r"|\bself-(?:study|assess\w*)\b",
    ),
    rule(
        "a step of the procedure",
        r"^(?:In|At|During|After|As)\s+(?:a|the|this|each|our)\s+(?:\w+\s+)?(?:\w+\s+)?(?:step|stage|iteration)"
        r"\b[^,]{0,30},\s+(?:we|the|it)\b",
        r"\b(?:therefore|thus|so|hence|and)\b[^.]{0,40}\b(?:kept|discarded|excluded|omitted|left\s+out)\W*$",
        r"^To\s+(?:help|accomplish|do|achieve)\b.*?\s+we\s+(?:provide|leverage|use|used|leveraged|add"
        r"|added|apply|applied|first)\b",
        r"^To\s+(?:validate|evaluate|assess|verify|measure)\b(?!.*\b(?:find|found|shows?|observed?)\b).*?\bwe"
        r"\s+(?:report|use|compare|compute|measure|provide|perform)\b|^We\s+(?:also\s+)?validate\b",
        r"^(?:In\s+order\s+t|T)o\s+(?:compute|define|construct|implement|apply|derive)\b.*?\bwe\s+(?:introduce"
        r"|define|construct|choose|use|need)\b",
        r"^(?:(?:By|Using|With)\s[^,]{1,100},\s+|(?:Finally|Additionally|Moreover|Furthermore|Also|Here"
        r"|In\s+addition),?\s+)?[Ww]e\s+(?:(?:also|additionally|further|finally|have)\s+)*(?:plot(?:ted)?"
        r"|calculated?|computed?|estimated?|evaluated?|modif(?:y|ied)|ma[dk]e\s+an?\b|visuali[sz]ed?)\s"
        + NO_OUTCOME,
        r"^(?:\W*(?:In\s+total|Finally|Moreover|Also|Here),\s+)?(?:(?:The|Our|Many|Several|Extensive|Thorough"
        r"|Detailed|Preliminary|All)\s+){0,2}(?:\w+\s+)?(?i:experiments?|evaluations?|simulations?)\s+"
        r"(?:is|are|was|were|ha(?:s|ve)\s+been)\s+(?:\w+ly\s+)?(?:conducted|carried\s+out|performed|run"
        r"|done)\b(?!\s+(?:only|\w+ly|twice|\w*fast\w*))" + NO_OUTCOME,
        r"(?<!that\s)(?<!who\s)\bparticipated\s+in\s+(?:\w+\s+){0,6}?(?:tasks?|challenge|competition|tracks?"
        r"|workshop)\b" + NO_OUTCOME,
        r"^Our\s+(?:\w+\s+){0,2}(?:results|analys[ie]s|calculations?|simulations?|estimates?)\s+"
        r"(?:is|are|was|were)\s+(?:\w+ly\s+)?based\s+on\b",
        r"^[Ww]e\s+(?:then\s+|first\s+)?(?:instantiate|tokeni[sz]e|preprocess|pre-process|lowercase"
        r"|initiali[sz]e|concatenate|normali[sz]e)\b",
    ),
    rule(
        "one worked example",
        r"^The\s+[\w-]+\s+(?:that\s+)?we\s+(?:extract|obtain|get|predict|generate|find)(?:ed)?\s+for\s+this\s+\w+\b",
        r"^(?:In|For)\s+(?:this|our\s+(?:running|toy))\s+example\b",
    ),
    rule(
        "a part of an abstract that tells no finding",
        r"^(?:(?:Patients|Materials?|Subjects|Participants)\s+(?:and|&)\s+)?(?:[Mm]ethods?|METHODS?|Design|DESIGN"
        r"|Settings?|SETTINGS?|Participants|PARTICIPANTS|Objectives?|OBJECTIVES?|Aims?|AIMS?|Purpose|PURPOSE"
        rf"|Background|BACKGROUND)\s*:\s{_MAKES}",
    ),
    rule(
        "addresses or instructs the reader",
        r"\b(?:[Yy]ou|[Yy]our|yourself)\b",
        r"^(?:Click|Run|Install|Open|Use|Try|Type|Download|Select|Make\s+sure|Please|Refer"
        r"|Compare|Keep\s+in\s+mind|Let['\u2019]s)\b",
        _LEAD + r"(?:[Ss]ee|[Nn]ote|[Nn]otice|[Oo]bserve|[Rr]emark)\b(?!\s+that\b)",
        r"\b[Ss]ee\s+(?:also\s+)?(?:e\.g\.,?\s+)?(?:\[|the\s+(?:discussion|proof))",
        r"\b[Ff]or\s+(?:more|further|additional|full)\s+(?:details?|information|discussion|examples)\b",
        r"\b[Ww]e\s+(?:\w+ly\s+)?(?:welcome|invite|urge)\b|\bI['\u2019]d\b|\blearning\s+experience\b",
        r"\b(?:[Rr]eviewers?|[Rr]eferees?)\s+(?:\d|comment|suggest|ask|point)",
    ),
    rule(
        "a belief, not a finding",
        r"\b[Ww]e\s+(?:(?:also|thus|therefore|do|strongly)\s+)*(?:believe|suspect|conjecture|speculate"
        r"|feel|imagine|think|guess|presume|expect|hypothesi[sz]e|emphasi[sz]e|stress|remark|recommend"
        r"|suggest\s+(?:using|to)|encourage|are\s+confident|are\s+aware|understand)\b",
        r"^(?:The|Our)\s+(?:\w+\s+)?(?:idea|intuition|rationale|reasoning|motivation)\s+(?:is|was|here|behind)\b",
        r"\b[Ii]t(?:['\u2019]s|\s+is)\s+(?:often\s+|also\s+|more\s+)?(?:convenient|easy|easier|common|customary"
        r"|useful|helpful|important|worth)\s+(?:to|noting|mentioning)\b",
        r"\b[Ii]t\s+is\s+expected\s+that\b|\b[Ww]e\s+suggest\s+that\s+it\s+may\b",
        r"\bone\s+(?:may|might|could|can)\s+(?:also\s+)?(?:wonder|ask|think|argue|object|imagine)\b",
    ),
    rule(
        "says why the field matters",
        r"^(?:In|Over|During)\s+(?:the\s+)?(?:past|last|recent)\s+(?:\w+\s+)?(?:decades?|years?)\b"
        r"(?!.*\b(?:we|our)\b)",
        r"^(?:The\s+|A\s+)?(?:[\w-]+\s+)?(?:[Ii]nvestigations?|[Ss]tud(?:y|ies)|[Uu]nderstanding"
        r"|[Kk]nowledge)\s+of\b[^.]*\b(?:is|are)\s+(?:\w+ly\s+)?(?:crucial|important|essential|vital"
        r"|of\s+(?:\w+\s+)?(?:interest|importance))\b",
    ),
    rule(
        "aim or wish, not an assertion",
        r"^(?:The|Our|One|A|Its|Their|This)\s+(?:[\w-]+\s+){0,3}(?:goal|aim|objective|purpose|focus|hope"
        rf"|intention|intent|motivation)s?\s+(?:of|is|was|are|were|in|here|behind)\b{_NO_MAKING}",
        r"\b(?:goal|aim|objective|purpose)s?\s+of\s+(?:this|our|the\s+present)\s+\w+\s+(?:is|was|are|were)\b"
        + _NO_MAKING,
        r"\b[Ii]t\s+is\s+(?:thus|therefore|also|hence)?\s*(?:interesting|natural|tempting)\s+to\b",
        r"\bmotivate[sd]?\s+us\s+to\b",
        r"\b[Tt]his\s+\w+\s+aims?\s+(?:at\s+introducing|to\s+introduce)\b.*\b(?:and|by)\s+explain(?:ing)?\b",
        r"\b[Ii]t\s+remains\s+to\b|\b[Ff]or\s+the\s+purposes?\s+of\s+this\b",
        r"\bwe\s+(?:will\s+|shall\s+)?(?:give|provide)\s+(?:\w+\s+){0,2}(?:details|overview|description|sketch)\b",
        rf"^(?:To\s+(?:this|that)\s+end|With\s+this\s+(?:aim|goal|in\s+mind))\b{_MAKES}",
        r"\b(?:[Ww]e|[Tt]his\s+(?:\w+\s+)?(?:paper|work|study|article|project|review|tutorial))\s+(?:(?:also|therefore|then|first|here"
        r"|thus)\s+)*(?:aim|aims|aimed|seek|seeks|sought|want|wanted|strive|wish|tried|try|attempts?"
        rf"|attempted|set\s+out|(?:was|were|is|are)\s+(?:designed|intended|meant)\s+to)\b{_NO_MAKING}",
        r"\b[Ww]e\s+(?:\w+ly\s+)?(?:investigate|examine|explore|study|test|evaluate|assess|analy[sz]e"
        r"|determine|check|ask)[d]?\s+(?:whether|if|how|what|which|why)\b",
        r"\b(?:investigates?|explores?|stud(?:y|ies))\s+(?:to\s+what\s+extent|the\s+possibilit|whether|how)\b",
        r"\bin\s+order\s+to\s+(?:investigate|examine|determine|test|assess|explore)\b",
    ),
)
"""The commoner first."""
