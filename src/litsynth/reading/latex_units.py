"""Numbers and units as LaTeX's siunitx prints them. Pure."""

import re
from collections.abc import Sequence

_PREFIXES = {
    "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d",
    "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "kibi": "Ki",
    "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_UNITS = {
    "meter": "m", "metre": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A",
    "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa",
    "joule": "J", "watt": "W", "coulomb": "C", "volt": "V", "farad": "F", "ohm": "Ω",
    "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H", "lumen": "lm", "lux": "lx",
    "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "celsius": "°C", "degreeCelsius": "°C",
    "minute": "min", "hour": "h", "day": "d", "litre": "L", "liter": "L", "tonne": "t",
    "hectare": "ha", "electronvolt": "eV", "dalton": "Da", "bar": "bar", "bit": "bit",
    "byte": "B", "decibel": "dB", "angstrom": "Å", "parsec": "pc", "percent": r"\%",
    "degree": "°", "arcminute": "′", "arcsecond": "″",
}  # fmt: skip
_TIGHT = (r"\%", "°", "′", "″")
"""What stands close to its number, but for degrees of a scale."""
_POWERS = {"squared": "^2", "cubed": "^3", "square": "^2", "cubic": "^3"}
_NAME = re.compile(r"\\([a-zA-Z]+)\s*")
_TIMES_TEN = re.compile(r"(?P<digits>[\d.,]*)[eEdD](?P<power>[-+]?\d+)")


def number(text: str) -> str:
    """A number as it is printed: "5e3" is 5 times 10^3."""
    plain = text.replace("+-", "±").replace(r"\pm", "±")

    def printed(found: re.Match[str]) -> str:
        before = f"{found['digits']}×" if found["digits"] else ""
        return f"{before}10^{found['power'].removeprefix('+')}"

    return _TIMES_TEN.sub(printed, " ".join(plain.split()))


def unit(text: str) -> str:
    r"""A unit by its names or as it stands: "\kilo\meter\per\second" is km/s.

    As LaTeX still: a percent sign has its backslash.
    """
    pieces: list[str] = []
    power, joint = "", ""
    for name in _NAME.findall(text):
        if name == "per":
            joint = "/"
        elif name in {"square", "cubic"}:
            power = _POWERS[name]
        elif name in _POWERS:
            pieces.append(_POWERS[name])
            joint = joint or " "
        elif name in _PREFIXES:
            pieces.append(joint + _PREFIXES[name])
            joint = ""
        else:
            pieces.append(joint + _UNITS.get(name, name) + power)
            power, joint = "", " "
    if pieces:
        return "".join(pieces).strip()
    return text.replace("~", " ").replace(".", "·").strip()


def quantity(arguments: Sequence[str]) -> str:
    """Options, a number and a unit: "12%", "5 km"."""
    measured = unit(arguments[2])
    gap = "" if measured.startswith(_TIGHT) and measured != "°C" else " "
    return f"{number(arguments[1])}{gap}{measured}"


def span(arguments: Sequence[str]) -> str:
    """Options, two numbers and a unit: "5 to 7 km"."""
    options, least, most, named = arguments
    return f"{number(least)} to {quantity((options, most, named))}"
