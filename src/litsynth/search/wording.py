"""Word lists of the planner: which words of a question carry no topic, and what is spelt twice.

All small, all written for this package. A word that is missing here costs a looser query, not a
wrong one.
"""

ASKING = frozenset(
    """any anyone article articles aim aims attempt attempts attempted best case cases come
    consider considered considering current currently describe described describes discuss
    discussed discusses discussing discussion either ever existing explain explained
    exploration explore explored explores exploring extent far find finding findings focus
    focused focuses focusing give gives good great help helped helpful helps idea ideas inform
    interested interesting introduce introduced introduces introducing investigate investigated
    investigates investigating issue issues kind kinds know knowledgeable known latest list
    look looked looking main major mention mentioned mentions mean means name need needed needs
    notable order paper papers particular pioneer pioneered pioneering please possible present
    presented presents previous prior propose proposed proposes proposing provide provided
    provides providing publication publications really recent recently refer regard regarding
    relating relevant report reported reports research researcher researchers say says seek
    seminal show showed showing shown shows sort sought specify specific stated stating studied
    studies study studying suggest suggested suggests take talk tell thing things think thought
    today topic topics try understand want way ways work works write written year years""".split()
)
"""Words that ask for papers rather than say what they are about. They end a phrase."""

FILLERS = frozenset("a.k.a across amid around beyond despite e.g i.e onto unlike w.r.t".split())
"""Function words that are no stop words; those in short without their last dot. They end a
phrase."""

PRONOUNS = frozenset(
    """another anybody anything everybody everyone everything himself herself myself nobody none
    nothing ones others ourselves somebody someone something themselves yourself""".split()
)
"""They stand for what was named before. They end a phrase."""

NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve dozen".split())
"""Numbers in words: part of a phrase, never one alone."""

GENERIC_VERBS = frozenset(
    """achieve address affect aid allow amplify apply arise ask assess associate attain become
    begin benefit boost bring cause choose combine compare concentrate conduct consist
    contribute create decrease define degrade demonstrate depend derive determine develop
    differ diminish employ enable enhance ensure establish evaluate examine exhibit exist
    exploit express facilitate fail foster gain generalise generate generalize get give go handle
    happen have hinder hold impact implement imply improve include increase indicate influence
    interact involve keep lessen maintain measure meet mitigate modify obtain occur offer omit
    outperform perform predict prevent produce propagate prove raise receive reduce relate
    release rely remain require respond result reveal seem serve solve strengthen struggle succeed
    suffer surpass tackle tend term turn update utilise utilize vary weaken""".split()
)
"""Verbs of any study, in their base form. They end a phrase in every inflection."""

VERBS_BEFORE = frozenset(
    {("lead", "to"), ("leads", "to"), ("act", "as"), ("acts", "as"), ("account", "for")}
)
"""Words that are verbs before that preposition, and else may be nouns, as in "lead exposure"."""

EVALUATING_VERBS = frozenset(
    """beat beaten beating beats harm harmed harming harms hurt hurting hurts outdo outdoes
    matter mattered matters worsen worsened worsening worsens""".split()
)
"""They tell how well something did or whether it counts, and end a phrase, but for nouns as in
"beat tracking"."""

BEFORE_NOUN = frozenset("a about an at by for from in into of on the with".split())
"""What stands after these is a noun, not a verb."""

BEFORE_MATTER = frozenset(
    """active baryonic condensed dark dense did dissolved do does dry faecal fecal foreign grey gray
    hadronic inorganic interstellar leaf mineral neutron nuclear ordinary organic particulate plant
    quark soft solid strange subject suspended topological vegetable volatile white""".split()
)
"""After these "matter" is a noun."""
AFTER_MATTER = frozenset(
    {"", "?", *"and as at for if in less more most on or than to when".split()}
)
"""Before what is none of these, too; an empty word is the end."""

EVALUATING_LAST = frozenset({"harmful"})
"""Adjectives cut from a phrase's end: "Is distillation harmful?", but "harmful content"."""

GENERIC_QUALIFIERS = frozenset(
    """able actual additional advantageous available bad based beneficial better bigger biggest
    broad broader broadest build builds built certain cheaper cheapest classic close closer
    closest competitive complete comprehensive considerable consistent conventional
    corresponding costlier detrimental different difficult direct distinct earlier early easier
    easiest easy effective efficient enough entire exact extensive extra faster fastest fewer
    fewest final first following full further gave given greater greatest hard harder hardest
    helpful higher highest huge important individual inferior key larger largest last leading leads
    least led less likely little longer longest lower lowest made makes marginal meaningful
    minimal minor modern necessary new newer newest novel numerous older original overall
    popular proper proven quicker quickest real reliable safer safest second separate several
    shorter shortest significant similar simple simpler simplest slower slowest smaller smallest
    state-of-the-art stronger strongest substantial successful sufficient suitable superior
    third total true typical unique upcoming useful useless usual various versus vs weaker
    weakest whole wide worse worst worthwhile""".split()
)
"""Adjectives and such that qualify any noun. They end a phrase."""

ADVERB_ENDINGS = (
    "ably ally antly ately ctly edly ently essly fully ibly ingly itly ively ously".split()
)

GENERIC_ADVERBS = frozenset(
    """automatically basically characteristically classically critically drastically dramatically
    empirically historically intrinsically logically periodically practically radically
    realistically specifically statistically strategically systematically technically
    theoretically typically""".split()
)
"""Adverbs in -ically that name no discipline: they say how or how much."""

TRIMMED = frozenset(
    """accuracy approach benchmark dataset field gain improvement method methodology metric
    performance result scenario score setting technique""".split()
)
"""Nouns, in the singular, that are cut from a phrase's end: "knowledge editing methods"."""

TRIMMED_AFTER_NAME = frozenset("architecture corpus model task variant".split())
"""Cut after a name only: "XLM-R models", but "language models"."""

WEAK = TRIMMED | frozenset(
    """ability advantage amount aspect assumption baseline basis category challenge choice
    characteristic comparison concern consequence consideration contribution correlation count
    degree difference difficulty direction drop effect effectiveness effort evaluation evidence
    example experiment f1 fact factor failure fraction framework function gap goal impact
    importance increase influence insight limitation literature loss measure measurement
    mechanism mitigation number objective option outcome output part pattern percentage
    perspective phenomenon possibility practice problem procedure property proportion purpose
    range rate reason relation relationship requirement review role sample scheme share side
    rise situation solution stage step strategy strength success survey target term trade-off
    trend type usage use validity value variant variation variety version view""".split()
)
"""Nouns of any study, in the singular. A phrase of nothing else is dropped."""

COMMON = frozenset(
    """accuracy adult age algorithm application article assessment automatic classification
    clinical cognitive communication community computer content context control culture day
    design detection development digital disease domain economic education effect energy
    english environment environmental error event experience family food form generation global
    government growth health history human image impact industry information input intervention
    job knowledge language large learning life local management market material medical mental
    model modern natural network neural object observation online operation optimization
    organization parameter patient people performance period person physical place policy
    political population power prediction pretrained price process product production program
    project public recognition representation resource response risk school science scientific
    search security selection sequence service set size social society software source space
    speech statistical structure student support survey system task teacher teaching text
    theory time tool traditional training translation treatment understanding user video water
    woman word work world young""".split()
)
"""Words so frequent in any field that a phrase made of them alone tells little."""

COMMON_NAMES = frozenset({"AI", "CPU", "EU", "GPU", "IT", "LLM", "ML", "NLP", "PLM", "UK", "US"})
"""Abbreviations so frequent that they narrow a search little."""

LANGUAGES = frozenset(
    """african american arabic asian basque bengali brazilian british bulgarian catalan chinese
    croatian czech danish dutch english estonian european finnish french german greek hebrew
    hindi hungarian icelandic indian indonesian irish italian japanese korean latin latvian
    lithuanian malay mandarin marathi norwegian persian polish portuguese quechua romanian
    russian serbian slovak slovene spanish swahili swedish tamil telugu thai turkish ukrainian
    urdu vietnamese welsh western yoruba""".split()
)
"""Languages and peoples. Before a longer phrase they are an idea of their own."""

ABBREVIATIONS = {
    "adverse drug reaction": "ADR",
    "automatic speech recognition": "ASR",
    "biomedical named entity recognition": "BioNER",
    "chain of thought": "CoT",
    "convolutional neural network": "CNN",
    "coreference resolution": "coref",
    "deep reinforcement learning": "DRL",
    "electronic health record": "EHR",
    "functional magnetic resonance imaging": "fMRI",
    "generative adversarial network": "GAN",
    "grammatical error correction": "GEC",
    "graph neural network": "GNN",
    "in-context learning": "ICL",
    "information retrieval": "IR",
    "intermediate task training": "STILTs",
    "knowledge graph": "KG",
    "large language model": "LLM",
    "long short-term memory": "LSTM",
    "low rank adaptation": "LoRA",
    "machine reading comprehension": "MRC",
    "machine translation": "MT",
    "magnetic resonance imaging": "MRI",
    "masked language modeling": "MLM",
    "mixture of experts": "MoE",
    "named entity recognition": "NER",
    "natural language generation": "NLG",
    "natural language inference": "NLI",
    "natural language processing": "NLP",
    "neural machine translation": "NMT",
    "optical character recognition": "OCR",
    "parameter efficient fine-tuning": "PEFT",
    "part of speech": "POS",
    "pretrained language model": "PLM",
    "question answering": "QA",
    "randomised controlled trial": "RCT",
    "randomized controlled trial": "RCT",
    "recurrent neural network": "RNN",
    "reinforcement learning": "RL",
    "reinforcement learning from human feedback": "RLHF",
    "relation extraction": "RE",
    "retrieval augmented generation": "RAG",
    "semantic role labeling": "SRL",
    "semantic textual similarity": "STS",
    "sequence to sequence": "seq2seq",
    "support vector machine": "SVM",
    "visual question answering": "VQA",
    "word sense disambiguation": "WSD",
}
"""Long form, singular and in lower case, to its usual abbreviation."""

JOINED = {
    "codeswitching": "code-switching",
    "crosslingual": "cross-lingual",
    "crossmodal": "cross-modal",
    "fewshot": "few-shot",
    "finetune": "fine-tune",
    "finetuned": "fine-tuned",
    "finetuning": "fine-tuning",
    "metalearning": "meta-learning",
    "multidocument": "multi-document",
    "multilabel": "multi-label",
    "multimodal": "multi-modal",
    "multitask": "multi-task",
    "pretrained": "pre-trained",
    "pretraining": "pre-training",
    "selfsupervised": "self-supervised",
    "semisupervised": "semi-supervised",
    "subword": "sub-word",
    "wellbeing": "well-being",
    "zeroshot": "zero-shot",
}
"""Words also written in one, to their hyphenated form."""

PREFIXES = frozenset(
    """anti bi bio co cross geo hyper inter intra macro meta micro mono multi neuro non over
    post pre psycho re semi socio sub super trans tri ultra un under uni""".split()
)
"""Prefixes written with and without a hyphen."""
