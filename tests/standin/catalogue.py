"""Twelve papers that exist nowhere else: invented authors, invented fields, invented figures.

Ten of them are about one question, and bear each other out or contradict each other; two are about
something else. Ids have serial numbers that arXiv never reached, DOIs the prefix kept for tests.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from .records import Entry

QUESTION = "How does diversified crop rotation affect soil microbial biomass and diversity?"
"""The question that the paper SOURCE is the natural source for."""

SOURCE = "2203.90017"
SOURCE_TWIN = "2301.90220"
"""The same paper as its journal printed it: another id and title, the same DOI and text."""


def _utc(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


_ROTATION_AUTHORS = ("Marta Oyelaran", "Jonas Lindqvist-Brandt", "Priya Raghunathan")
_ROTATION_DOI = "10.5555/fsl.2022.0417"
_ROTATION_JOURNAL = "Field Soil Lett. 16 (2022) 417-431"
_ROTATION_ABSTRACT = (
    "Crop rotation is recommended for healthy soil, but its effect on soil microorganisms has "
    "mostly been studied over two or three years. We use a twelve-year field experiment on a silt "
    "loam to ask how diversified crop rotation affects soil microbial biomass and diversity. "
    "Compared with continuous maize, a five-crop rotation raised microbial biomass carbon by about "
    "one third and bacterial richness by 15%. Fungal richness increased where red clover was "
    "grown, while the ratio of fungi to bacteria stayed the same. The gain needed more than four "
    "years to appear. Legumes accounted for more than half of it."
)

CATALOGUE: tuple[Entry, ...] = (
    Entry(
        id=SOURCE,
        title="Longer Crop Rotations Raise Soil Microbial Biomass and Diversity:\n"
        "  Evidence from a Twelve-Year Field Experiment",
        authors=_ROTATION_AUTHORS,
        affiliations=("Velm Ridge Station", "Velm Ridge Station", "Institute for Tilled Land"),
        abstract=_ROTATION_ABSTRACT,
        categories=("q-bio.PE", "q-bio.QM"),
        versions=(_utc("2022-03-14 09:26"), _utc("2022-11-02 16:40")),
        comment="3 pages, 1 figure, 1 table. Version 2 corrects the dry weights of one block",
        doi=_ROTATION_DOI,
        journal_ref=_ROTATION_JOURNAL,
        file="rotation.typ",
        columns=2,
    ),
    Entry(
        id=SOURCE_TWIN,
        title="Longer crop rotations raise soil microbial biomass and diversity: "
        "evidence from a 12-year field experiment",
        authors=_ROTATION_AUTHORS,
        abstract=_ROTATION_ABSTRACT,
        categories=("q-bio.PE",),
        versions=(_utc("2023-01-09 12:00"),),
        comment="Accepted version, deposited by the library of the first author",
        doi=_ROTATION_DOI,
        journal_ref=_ROTATION_JOURNAL,
        file="rotation.typ",
    ),
    Entry(
        id="2105.90101",
        title="Legume-Rich Rotations and the Living Fraction of Soil Carbon: "
        "A Nine-Year Trial on Loess",
        authors=("Radu Iordan", "Elif Marlowe"),
        abstract="Where wheat follows wheat on loess, soil organic matter and its microbes are "
        "lost. In a nine-year trial, crop rotations diversified with lucerne or vetch held 31% "
        "more soil microbial biomass carbon than wheat monoculture. The effect took five years to "
        "appear, and the legume phase of the crop rotation explained most of it. Fungal to "
        "bacterial ratios did not change. Growers should not judge a rotation by its first years.",
        categories=("q-bio.PE",),
        versions=(_utc("2021-05-20 07:15"),),
        comment="2 pages, 1 figure",
        file="legumes.typ",
    ),
    Entry(
        id="2208.90333",
        title="A Synthesis of 61 Rotation Trials: Soil Microbial Biomass, Richness and "
        "Respiration under Diversified Cropping",
        authors=("Ronke Adeyemi-Clarke", "Fabien Moreau", "Shun Iwabuchi", "Ana Duarte"),
        abstract="Field trials on diversified crop rotation and soil microorganisms disagree. We "
        "combined 61 trials from 19 countries in a meta-analysis with random effects. Rotations "
        "increased soil microbial biomass carbon by 26% and bacterial richness by 12% on average. "
        "Effects were larger with legumes and in long trials, and absent on soils with less than "
        "10% clay.",
        categories=("q-bio.QM", "stat.AP"),
        versions=(_utc("2022-08-31 18:02"),),
        comment="2 pages; data extracted from 61 trials",
        doi="10.5555/soilsynth.2022.4.1",
        journal_ref="Soil Synth. 4 (2022) 1-19",
        file="synthesis.typ",
        columns=2,
    ),
    Entry(
        id="1907.90045",
        title="Soil Enzymes and Respiration under Three- and Five-Crop Sequences",
        authors=("Wilhelmina Castellane", "Noor Siddiq"),
        abstract="Enzyme activity may show early what diversified crop rotation does to soil "
        "microbial life. "
        "In a seven-year rotation trial on clay loam, beta-glucosidase and respiration increased "
        "with the number of crops in the sequence, urease reacted weakly, and phosphatase did not "
        "react. Soil microbial biomass carbon was 29% greater under five crops than under barley.",
        categories=("q-bio.PE",),
        versions=(_utc("2019-07-03 10:44"),),
        file="enzymes.typ",
    ),
    Entry(
        id="2304.90412",
        title="No Detectable Gain in Soil Microbial Biomass from Crop Diversity on a Sandy Soil",
        authors=("Tobias Hartlepool", "Grace Mwangi", "Lena Fenwick"),
        abstract="Diverse crop rotation is said to increase soil microbial biomass. On a sand with "
        "4% clay, fourteen years of rotation with up to five crops left neither microbial biomass "
        "nor organic carbon higher than rye monoculture. A gain of more than 9% can be excluded. "
        "Advice on crop rotation and soil microbial diversity should state the soil it is for.",
        categories=("q-bio.PE", "physics.geo-ph"),
        versions=(_utc("2023-04-17 13:31"),),
        comment="Data from fourteen years; 1 figure",
        file="sandy.typ",
        columns=2,
    ),
    Entry(
        id="2010.90150",
        title="Rotation Length and Bacterial Diversity: A Decline of Richness on Irrigated Plains",
        authors=("Zainab Haddad", "Julian Orme"),
        abstract="More crops are often assumed to mean more kinds of soil microbes. On irrigated "
        "silty clay we found the opposite: as the crop rotation lengthened from one crop to four, "
        "bacterial richness fell by 8% and respiration declined, although soil microbial biomass "
        "increased. Richness is no measure of soil quality on its own account.",
        categories=("q-bio.PE",),
        versions=(_utc("2020-10-28 05:58"),),
        file="irrigated.typ",
    ),
    Entry(
        id="2406.90077",
        title="Tillage, Not Crop Sequence, Governs Fungal Richness in Arable Soil",
        authors=("Beatriz Nakagawa", "Imogen Ferreira-Holt"),
        abstract="Varied crop rotation and reduced tillage are recommended together for soil life. "
        "A factorial trial of eight years separates them. Direct drilling raised fungal richness "
        "by 29%, whereas red clover in the rotation had no effect on it. Crop sequence changed the "
        "ratio of fungi to bacteria, and increased soil microbial biomass and bacterial diversity.",
        categories=("q-bio.PE", "q-bio.QM"),
        versions=(_utc("2024-06-05 20:10"),),
        comment="Submitted to Mycological Fields",
        file="tillage.typ",
        columns=2,
    ),
    Entry(
        id="q-bio/0611901",
        title="Chloroform Fumigation Revisited: How Precise Are Assays of Soil Microbial Biomass?",
        authors=("Gunnar Pettersson", "Uche Achebe"),
        abstract="Microbial biomass in soil is mostly measured by chloroform fumigation and "
        "extraction. Fourteen laboratories measured six soils in a ring test. The coefficient of "
        "variation was 6% within and 17% between laboratories. Differences between treatments "
        "can be found within one laboratory, but not by comparing publications.",
        categories=("q-bio.QM",),
        versions=(_utc("2006-11-21 15:19"),),
        journal_ref="Soil Assays 3 (2006) 12-29",
        file="fumigation.typ",
    ),
    Entry(
        id="2112.90260",
        title="What Farm Diaries Reveal about Crop Rotation as Planned and as Sown",
        authors=("Oddny Strand", "Abena Mensah", "Joshua Whitcombe"),
        abstract="Growers plan diversified crop rotations that they do not carry out. Diaries of "
        "212 holdings over six years show that 69% of fields were sown as planned, and only 41% of "
        "those meant for legumes. Markets, machines and neighbours explain the choice of crop. "
        "Properties of the soil were not measured.",
        categories=("econ.GN", "stat.AP"),
        versions=(_utc("2021-12-13 08:37"),),
        file="diaries.typ",
        columns=2,
    ),
    Entry(
        id="2209.90508",
        title="Listening to the Motors: Gust Recovery of Palm-Sized Quadrotors from Motor Current",
        authors=("Kaito Tanabe-Ross", "Yelena Petrov"),
        abstract="Small quadrotors are turned over by gusts before their gyroscopes react. We show "
        "that motor current reveals a gust 15 ms earlier, and train a small network to use it. The "
        "vehicle recovers from 91% of gusts of 6 m/s in a wind tunnel, against 52% before.",
        categories=("cs.RO", "eess.SY"),
        versions=(_utc("2022-09-19 11:11"),),
        comment="2 pages, 1 figure, no additional sensor",
        file="gusts.typ",
        columns=2,
    ),
    Entry(
        id="1811.90032",
        title="Warm Bells: Temperature and the Partial Tones of Bronze",
        authors=("Cornelis Vanderleyden", "Maud Eastgate"),
        abstract="The partial tones of five church bells were recorded hourly during one year. "
        "Frequencies fall by 2.4 cents and the decay shortens for every ten degrees, mostly "
        "because bronze loses stiffness. A welded bell stands out.",
        categories=("physics.class-ph", "physics.pop-ph"),
        versions=(_utc("2018-11-26 17:45"),),
        file="bells.typ",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence of the source paper, and who bears it out or contradicts it."""

    text: str
    """Whole, as printed in the source paper's latest version."""
    supported_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()


FINDINGS: tuple[Finding, ...] = (
    Finding(
        text="Soil microbial biomass carbon was 34% higher under the five-crop rotation than "
        "under continuous maize (412 against 307 mg per kg of dry soil).",
        supported_by=("2105.90101", "2208.90333", "1907.90045"),
        refuted_by=("2304.90412",),
    ),
    Finding(
        text="The gain in microbial biomass became significant only after the fourth year and "
        "levelled off after the ninth.",
        supported_by=("2105.90101", "2208.90333"),
        refuted_by=("2304.90412",),
    ),
    Finding(
        text="Adding a legume accounted for 58% of the difference in microbial biomass between "
        "the shortest and the longest rotation.",
        supported_by=("2105.90101", "2208.90333"),
        refuted_by=("2304.90412",),
    ),
    Finding(
        text="Bacterial richness rose from 1,840 to 2,110 sequence variants as the rotation "
        "lengthened from one crop to five, an increase of 15%.",
        supported_by=("2208.90333", "2406.90077"),
        refuted_by=("2010.90150",),
    ),
    Finding(
        text="Fungal richness increased by 22% in plots that included red clover, whereas wheat "
        "alone brought no significant gain.",
        refuted_by=("2406.90077",),
    ),
    Finding(
        text="The ratio of fungi to bacteria did not differ between rotations (0.31 in all four "
        "treatments, P = 0.64).",
        supported_by=("2105.90101", "2208.90333"),
        refuted_by=("2406.90077",),
    ),
    Finding(
        text="Microbial respiration was 27% higher in the three-crop rotation than in continuous "
        "maize.",
        supported_by=("2208.90333", "1907.90045"),
        refuted_by=("2010.90150",),
    ),
    Finding(
        text="The activity of beta-glucosidase increased by 41% under the five-crop rotation, "
        "from 118 to 166 micromoles per gram per hour.",
        supported_by=("1907.90045",),
        refuted_by=("2304.90412",),
    ),
    Finding(
        text="Soil organic carbon in the top 20 cm was 9% greater under the five-crop rotation, "
        "1.96% against 1.80% of soil mass.",
        supported_by=("2105.90101", "2208.90333"),
        refuted_by=("2304.90412",),
    ),
    Finding(text="Maize yield was 0.9 t per hectare higher after clover than after maize."),
)
