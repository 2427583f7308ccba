"""Wording of sentences that tell of the paper itself: its figures, outline and thanks. Pure."""

from litsynth.claims.rules import NO_OUTCOME, Rule, rule

_THING = r"(?:paper|section|article|chapter|work|report|survey|study|thesis|subsection|manuscript)"
_NUMBERED = r"(?:[Ss]ections?|[Ss]ec\.|§+|[Aa]ppendi(?:x|ces)|[Cc]hapters?|[Ss]ubsections?)"
_FLOAT = r"(?:Fig(?:ure)?s?\.?|Tables?|Tabs?\.|Algorithms?|Listings?|Schemes?|Charts?|Box|Plates?)"
_WHERE = rf"(?:{_FLOAT}|{_NUMBERED}|[Tt]able|[Ff]ig|Eq|[Ss]upplement|[Aa]lgorithm|[Ll]isting)"
_SHOWS = (
    r"(?:shows?|presents?|gives?|lists?|summari[sz]es?|reports?|compares?|illustrates?|displays?"
    r"|depicts?|provides?|contains?|describes?|plots?|details?|visuali[sz]es?|outlines?|is|are)"
)
_SHOWN = (
    r"(?:shown|given|listed|presented|depicted|illustrated|summari[sz]ed|reported|plotted"
    r"|displayed|provided|described|visuali[sz]ed|detailed|found|collected|available)"
)
_OUTLINES = (
    r"(?:discuss(?:ed)?|review(?:ed)?|outline[d]?|survey(?:ed)?|explain(?:ed)?|assume"
    r"|give\s+an\s+overview|turn|cover(?:ed)?|recall|restrict|limit|look|elaborate|summari[sz]e[d]?"
    r"|consider(?:ed)?|use\s+the\s+(?:term|notation)|are\s+(?:concerned|interested)"
    r"|(?:only\s+)?(?:focus(?:ed)?|concentrate[d]?)|address(?:ed)?)"
)
_GOODS = (
    r"(?:code|data|dataset|datasets|data\s+sets?|corpus|corpora|software|models?|implementations?"
    r"|scripts?|resources?|package|library|repository|materials?|checkpoints?|toolkit|benchmark"
    r"|demo|annotations?|documentation|videos?|notebooks?|slides|weights|tool|website|web\s+page)"
)
_NO_COURSE = (
    r"(?!.*\b(?:fall|falls|rises?|grows?|increas\w+|decreas\w+|drops?|more|less|higher|lower)\b)"
)
"""A sentence that says which way something goes does not merely point to a figure."""
_COUNTED = (
    r"(?:first|second|third|fourth|fifth|last|next|top|bottom|left|right|upper|lower|middle|dashed"
    r"|solid|dotted)"
)
_MORE = r"(?:[Ff]urther|[Mm]ore|[Aa]dditional|[Ff]ollow-up|[Cc]ontinued)"
_STUDY = r"(?:work|research|stud(?:y|ies)|investigations?|experiments?|experimentation|analys[ie]s)"

ABOUT_THE_PAPER: tuple[Rule, ...] = (
    rule(
        "a caption",
        rf"^{_FLOAT}\s*[A-Z]?\d*(?:[.\d]*\d)?[a-z]?\s*(?:[:.|\u2014\u2013]|-\s)",
        rf"^{_FLOAT}\s*\d+\s+[A-Z][a-z]+",
        r"^\(?(?:[Ll]eft|[Rr]ight|[Tt]op|[Bb]ottom|[Uu]pper|[Ll]ower|[Mm]iddle)\)?(?:\s+panel)?:",
        r"^\([a-z]\)\s+[A-Z]",
    ),
    rule(
        "says what a figure or table holds",
        rf"^(?:The\s+)?(?:{_FLOAT}|Appendi(?:x|ces)|Equations?|Supplementary\s+\w+)"
        rf"\s*\(?[A-Z]?\d[^\s,]*(?:\s*(?:and|,|-|\u2013|to)\s*[A-Z]?\d[^\s,]*)*"
        rf"(?:\s*\([^)]*\))?,?\s+(?:also\s+|further\s+|below\s+)?{_SHOWS}\b(?!\s+that\b)",
        rf"^(?:The\s+)?(?:(?:left|right|top|bottom|upper|lower|middle)\s+)?(?:{_FLOAT}|panels?|curves?)"
        rf"\s+(?:\S{{1,8}}\s+){{0,3}}{_SHOWS}\b(?!\s+that\b)",
        rf"^(?:In|On)\s+(?:the\s+)?(?:left|right|upper|lower|{_FLOAT}|[Ff]ig\S*|[Tt]able)\s*\S{{0,8}},?\s+(?:\S+\s+)?"
        r"(?:we|the)\b(?![^.]*\b(?:find|found|observe|see|conclude)\b)",
        rf"^(?:The\s+)?(?:[\w-]+\s+){{0,4}}(?:area|lines?|curves?|bars?|dots?|arrows?|symbols?|markers?)"
        rf"\s+(?:in|of)\s+{_FLOAT}|^\(?REF\b|\b(?:is|are)\s+(?:sorted|ordered|arranged)\s+(?:by|from|in)\b",
        rf"\b(?:is|are|was|were|be)\s+(?:also\s+)?{_SHOWN}\s+(?:\w+\s+)?(?:in|on|by)\s+"
        rf"(?:the\s+)?{_WHERE}",
        rf"\b(?:is|are)\s+{_SHOWN}\s+in\s+the\s+(?:\w+\s+)?(?:inset|panel|plot)s?\b",
        rf"^(?:The\s+)?(?:following\s+)?(?:tables?|figures?|plots?|graphs?|diagrams?|charts?)\s+"
        rf"(?:below|above|following)?\s*{_SHOWS}\b(?!\s+that\b)",
        r"^(?:Here,?\s+)?[Ww]e\s+(?:also\s+)?show\s+(?:the\s+|some\s+|two\s+|three\s+)?(?:ground\s+truth"
        r"|predictions?|examples?|samples?|plots?|curves?|distributions?|visuali[sz]ations?)\b",
        rf"^(?:In|On)\s+(?:{_FLOAT}|[Ff]ig\S*|[Tt]able)\s*\d\S*\s+{_NO_COURSE}{NO_OUTCOME}",
        rf"^(?:In|On)\s+(?:{_FLOAT}|[Ff]ig\S*|[Tt]able)\s*\d\S*\s.*\b(?:is|are)\s+{_SHOWN}\W*$",
        rf"^The\s+{_COUNTED}\s+(?:lines?|rows?|columns?|panels?|curves?|plots?|bars?)\s+(?:(?:of|in)\s+"
        rf"[^,.]{{1,30}}?\s)?(?:also\s+)?(?!is\b|are\b){_SHOWS}\b",
        r"^Here,?\s+(?:we|one)\s+(?:can\s+|may\s+)?(?:also\s+|now\s+|clearly\s+)?see\b(?!.*\bthat\b)",
        rf"^(?:We\s+)?(?:[Ss]how|[Pp]resent|[Rr]eport|[Ll]ist|[Ss]ummari[sz]e|[Pp]lot|[Gg]ive)\w*\s+"
        rf"[^.]{{0,90}}\bin\s+{_WHERE}",
    ),
    rule(
        "outline of the paper",
        rf"^\W*{_NUMBERED}\s*[\dIVXA-Z]",
        r"\b(?:[Tt]he\s+)?(?:rest|remainder|[Rr]emaining\s+(?:part|sections?))\s+of\s+(?:this|the|our)\b",
        rf"\b{_THING}\s+(?:is|are)\s+(?:organi[sz]ed|structured|arranged|laid\s+out|divided)\b",
        r"\b(?:is|are)\s+(?:organi[sz]ed|structured)\s+as\s+follows",
        r"\b(?:outline|structure|organi[sz]ation)\s+of\s+(?:the|this|our)\s+" + _THING,
        rf"^In\s+(?:the\s+)?{_NUMBERED}\s*(?:[\dIVXA-Z]|we\b|the\b|and\b|,)",
        r"^In\s+(?:the\s+following|what\s+follows)\b|^After\s+the\s+introduction\b",
        r"\b(?<!presented\sa\s)(?:short|brief)\s+(?:review|overview|description|account|summary)\b",
        rf"\bin\s+detail\s+in\s+{_NUMBERED}|^(?!We\s+propose\b).*\bstart\s+by\s+giving\b",
        r"^(?:Then|Next|Afterwards|After\s+that),?\s+we\s+(?:introduce|derive|present|describe|compute"
        r"|define|give|review|explain)\b",
        r"^In\s+(?:the\s+)?(?:next|following|subsequent|last|previous|present|this|these|final)\s+"
        r"(?:sub)?(?:sections?|chapters?)\b",
        rf"\bin\s+{_NUMBERED}\s*[\dIVXA-Z][\d.]*\s*,?\s*(?:we|it)\b",
        r"\b(?:will\s+be|is|are|[Aa]s|was|were)\s+(?:\w+ly\s+)?(?:discussed|described|explained"
        r"|presented|introduced|detailed|given|reviewed|considered|defined|outlined|mentioned"
        r"|noted|stated|seen|shown|sketched|treated)\s+(?:\w+\s+)?(?:below|above|later|elsewhere"
        rf"|next|here|in\s+(?:the\s+(?:next|following|previous|subsequent)|this\s+section|detail"
        rf"|{_NUMBERED}))",
        r"^As\s+we\s+(?:have\s+)?(?:mentioned|noted|said|discussed|described)\b",
        r"^(?:In\s+)?[Ss]ec(?:tion|\.)?\.?\w*\s+(?:\(|we|contains|presents|describes|is|gives)\b",
        r"\b[Ww]e\s+refer\s+(?:the\s+)?(?:interested\s+)?(?:[Rr]eaders?\s+)?to\b",
        r"\b[Rr]eaders?\s+(?:is|are|may|can|should|will|interested)\b",
        rf"^(?:In|Throughout|Within)\s+(?:the\s+rest\s+of\s+)?(?:this|the\s+present|the\s+current)"
        rf"\s+{_THING},?\s+(?:we|I)\s+(?:(?:will|shall|first|also|briefly|then|have|only)\s+)*"
        rf"{_OUTLINES}\b(?!\s+how\b[^.]{{0,120}}\bcan\b)",
        rf"^(?:This|The\s+(?:present|current))\s+{_THING}\s+(?:\w+ly\s+)?(?:is\s+(?:about|concerned"
        r"|based|part|an?\b|the\b)|discusses|reviews|surveys|outlines|covers|considers|focus(?:s?es)?"
        r"|is\s+interested|deals|concerns|begins|starts|concludes|has\s+(?:two|three|four))\b(?!\s+how\b)",
        r"^(?:(?:Then|Next|First|Finally|Now|Here|Before\s+we\s+\w+|After\s+that|In\s+closing),?\s+)?"
        r"[Ww]e\s+(?:(?:first|next|then|now|finally|briefly|also|only|will|shall|have)\s+)*(?:discuss(?:ed)?|referred|commented|touched|elaborated|reviewed|outlined|describe\s+(?:how|the\s+(?:rest|following)|other)"
        r"|review|outline|recall|turn|begin|start|conclude\s+(?:with|by|in|this)|close\s+with"
        r"|end\s+with|proceed|return|focus|concentrate|restrict\s+ourselves|defer|elaborate)\b",
        rf"^We\s+(?:\w+ly\s+)?(?:describe|explain|illustrate)\b[^.]*\((?:see|cf\.)\s+{_WHERE}[^)]*\)\W*$",
        r"^We\s+describe\s+(?:the\s+)?(?:methods?|techniques?|steps|tools)\s+(?:that\s+are\s+)?used\b",
        r"^We\s+(?:\w+ly\s+)?(?:describe|present|explain|examine)\s+(?:two|three|four|five|several|some|many)\s+"
        r"(?:\w+\s+)?(?:aspects|sides|topics|issues|points|questions)\b",
        r"^We\s+have\s+(?:\w+ly\s+)?(?:introduced|presented|described|explained|covered)\s+(?:the\s+)?"
        rf"(?:\w+\s+)?(?:concepts?|basics|ideas?|fundamentals|principles|foundations)\b{NO_OUTCOME}",
        r"\bmuch\s+of\s+this\s+" + _THING,
        r"\b[Ww]e\s+(?:limit|restrict|confine)\s+ourselves\b|\bas\s+we\s+(?:will|shall)\s+(?:explore|see|show)\b",
        r"\b[Ww]e\s+do\s+not\s+(?:provide|give|consider|discuss|attempt|claim|pursue|treat)\b",
        r"\b(?:several|some|many|a\s+number\s+of)\s+(?:noteworthy|interesting|notable|remarkable)"
        r"\s+(?:features|properties|observations|results|points|aspects)\W*$"
        r"|\bin\s+(?:one|two|three|several)\s+(?:\w+\s+)?(?:ways?|respects?)\W*$",
        r"^Here,?\s+we\s+(?:\w+ly\s+)?(?:summari[sz]e|collect|list|gather|repeat)\b",
        r"(?<!paper\s)(?<!paper,\s)\b[Ww]e\s+will\s+(?:(?:now|also|first|then|only)\s+)?(?:deduce|give|need|apply|work|write"
        r"|explain|define|consider|see|follow|take|denote|look|come|discuss|describe)\b",
        r"\b(?:in|within)\s+the\s+(?:sub)?sections?\s+(?:below|above)\b"
        r"|\bin\s+the\s+following\s+(?:form|way|manner|sense|theorem|result|table|figure)\b",
        r"\bas\s+follows\b\W*$|\b(?:is|are)\s+(?:\w+ly\s+)?discussed\W*$",
    ),
    rule(
        "future work",
        r"\b[Ff]uture\s+(?:work|works|research|stud(?:y|ies)|directions?|efforts?|investigations?"
        r"|experiments?|extensions?|versions?|releases?|developments?|improvements?|analys[ie]s"
        r"|papers?|plans?|tasks?)\b",
        r"\b(?:[Ii]n|[Ff]or|into)\s+(?:the\s+)?(?:near\s+)?future\b",
        rf"\b{_MORE}\s+(?:\w+\s+)?{_STUDY}\s+(?:\w+\s+)?(?:is|are|will|would|should|could|may"
        r"|might|must|needs?|on|into|to)\b",
        rf"\b(?:needs?|requires?|warrants?|merits?|deserves?)\s+(?:\w+\s+)?(?:further|more)\s+{_STUDY}",
        r"\b(?:[Ww]e|I)\s+(?:are\s+|am\s+)?(?:(?:also|currently|now|further|therefore|still)\s+)*"
        r"(?:plan|planning|intend|intending|hope|would\s+like|wish|look\s+forward|anticipate"
        r"|expect\s+to|working\s+on|exploring|investigating|extending|leave)\b",
        r"\b(?:remains?|left|leaves?|leaving)\b[^.]{0,60}\b(?:to\s+be\s+\w+|for\s+(?:later|another"
        r"|further|subsequent)|as\s+(?:an?\s+)?(?:open|exercise)|open|unclear|untested|unexplored"
        r"|to\s+(?:see|explore|investigate|study|test|determine))\b",
        r"\b(?:[Nn]ext\s+steps?|[Ff]uture\s+prospects?|[Oo]pen\s+(?:question|problem|issue)s?|avenues?\s+(?:for|of)"
        r"|promising\s+(?:direction|avenue)s?|completely\s+open)\b",
        r"^(?!While\b|Although\b|Though\b).*\b(?:would|will|could|might|may)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?(?:interesting|important\s+to|useful\s+to|worthwhile|desirable"
        r"|worth|fruitful|possible\s+to\s+extend|explored|investigated|extended|of\s+interest)\b",
        r"\b(?:should|could|can|may|must|needs?\s+to)\s+(?:also\s+)?be\s+(?:further\s+)?(?:investigated"
        r"|explored|extended|studied|examined|addressed)\b(?!\s+by\b)",
        r"\b(?:forthcoming|upcoming|follow-up|subsequent|another|separate)\s+(?:work|paper|article"
        r"|publication|study)\b|\b(?:is|are|remains?)\s+(?:still\s+)?(?:an\s+)?open\b"
        r"|\bproblems?\s+to\s+be\s+solved\b|\b(?:future|research|possible|some|several|other|new)"
        r"\s+directions?\b",
        r"\b(?:is|are)\s+(?:currently\s+)?(?:under\s*way|ongoing|in\s+progress|planned|underway)\b",
        r"\bwill\s+(?:\w+\s+)?(?:give|help|allow|enable|benefit|learn|teach|encourage|aid|assist"
        r"|facilitate|bring|open|pave|continue|need|require)\b|\bgoing\s+to\s+be\b",
        r"^One\s+(?:may|could|can|might)\b|\b(?:immediate|natural|possible|promising|straightforward)"
        r"\s+(?:enhancement|extension|generali[sz]ation|next\s+step)s?\s+(?:is|are|would)\b",
        r"\b(?:is|remains)\s+an?\s+(?:\w+\s+)?(?:challenging|open|difficult)\s+(?:task|problem|question)\b",
        r"\bone\s+may\s+(?:tailor|combine|try|extend|apply|generali[sz]e)\b",
        r"\bwill\s+be\s+(?:treated|studied|considered|addressed|published|reported)\b",
        r"\b(?:has|have)\s+not\s+(?:been\s+)?(?:\w+\s+)?yet\b|\b(?:has|have)\s+not\s+yet\b",
        r"\bcan\s+bring\s+(?:further|new|more)\b|\bmay\s+try\s+to\b|\bnext\s+(?:release|version)\b",
        r"\bit\s+is\s+(?:hoped|planned|expected\s+to)\b|\bthis\s+will\s+be\s+the\s+subject\b",
    ),
    rule(
        "availability of code or data",
        rf"\b(?i:{_GOODS})\b[^.]{{0,80}}\b(?:(?:publicly|freely|openly|made|now|also)\s+(?:\w+\s+)?"
        r"(?:available|accessible)|available\s+(?:at|on|from|under|via|online|upon|through|as\s+open)"
        r"|open[- ]?sourced?|released?\s+(?:at|on|under|publicly|with|for|as|to)"
        r"|can\s+be\s+(?:downloaded|accessed|obtained|installed)"
        r"|hosted\s+(?:on|at)|upon\s+request|licensed\s+under)\b",
        r"\b(?:[Ww]e|I)\s+(?:\w+\s+){0,3}(?:release|released|open-source[d]?|publish|publicly\s+share"
        r"|make\b[^.]{0,60}\bavailable|made\b[^.]{0,60}\bavailable)\b",
        r"\b(?:is|are)\s+(?:\w+\s+and\s+)?open[- ]source\b",
        rf"\b(?i:{_GOODS})\s+will\s+be\s+(?:\w+\s+)?released\b|\bhttps?\s+URL\b",
        r"https?://|www\.|\b[Gg]it[Hh]ub\b|\bdoi\.org\b|\b(?:pip|conda)\s+install\b|\bZenodo\b",
        r"\b(?:MIT|Apache|GPL|BSD|Creative\s+Commons|CC[- ]BY)\b[^.]{0,20}\b[Ll]icen[cs]e",
    ),
    rule(
        "acknowledgement or statement of interests",
        r"\b(?:[Tt]hanks?|[Tt]hanked|grateful|gratefully|indebted)\b(?!\s+to\s+(?:its|their|the\s+use))",
        r"\bfor\s+(?:their|his|her)\s+(?:\w+\s+)?(?:help|support|comments|feedback|suggestions|advice)\b",
        r"\b[Ww]e\s+(?:also\s+)?acknowledge\b|\bfinancial\s+support\b",
        r"\backnowledges?\s+(?:the\s+)?(?:support|help|funding|financial|contribution|assistance)",
        r"\b(?:supported|funded|financed|sponsored)\s+(?:\w+\s+){0,2}by\b[^.]*\b(?:[Gg]rants?"
        r"|[Ff]oundation|[Ff]und|[Cc]ouncil|[Pp]rogram(?:me)?|[Mm]inistry|[Aa]gency|[Pp]roject"
        r"|[Uu]niversity|[Ii]nstitute|[Ff]ellowship|[Aa]ward|NSF|NIH|DFG|ERC|EPSRC|DARPA)\b",
        r"^Based\s+on\s+observations\b|\b[Ss]upport\b[^.]{0,40}\b(?:was|is|were|has\s+been)\s+provided\b|\bis\s+operated\s+by\b",
        r"^(?:[A-Z]\.[\s-]?){2,}.*\b(?:acknowledges?|supported|funded|support)\b"
        r"|\backnowledge\s+the\b|\bunder\s+(?:NASA\s+|DOE\s+)?contract\b",
        r"\b(?:computing|supercomputing|supercomputer|computer)\s+(?:cent(?:er|re)|facilit(?:y|ies)"
        r"|resources|time)\b[^.]*\.?$",
        r"\b[Gg]rants?\s+(?:[Nn]o\b|[Nn]umber|[Aa]greement|\w*\d)",
        r"\b(?:[Cc]onflicts?\s+of|[Cc]ompeting)\s+[Ii]nterests?\b|\binformed\s+consent\b",
        r"\b[Ee]thic(?:s|al)\s+(?:committee|approval|board)\b|\b[Aa]ll\s+authors\b",
        r"\b[Cc]orresponding\s+author\b|\bcontributed\s+equally\b",
    ),
    rule(
        "printing matter",
        r"\u00a9|\b[Cc]opyright\b|\b[Aa]ll\s+[Rr]ights\s+[Rr]eserved\b|\bORCID\b|\b[Pp]reprint\b",
        r"[\w.]+@[\w-]+\.\w+|\bProceedings\s+of\b|\barXiv:\d|\bIS[SB]N\b|\bpp\.\s*\d|\bVol\.\s*\d",
        r"^(?:Received|Published|Accepted|Revised|Submitted|Editor|Reviewers?)(?::|\s+(?:on\s+)?\d)|\{\{|\}\}",
    ),
)
"""The commoner first."""
