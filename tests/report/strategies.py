"""Words that a stranger's paper may hold: any characters, and known attacks."""

from hypothesis import strategies as st

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a | b | c",
    "`code` and ``more``",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+4",
    "\t=tab first",
    "# heading",
    "1. list",
    "12) list",
    "- item",
    "+ item",
    "***",
    "---",
    "> quote",
    "[1] and [2](https://example.org) ![x](y)",
    "\\",
    "ends with a backslash \\",
    "{% raw %}{{ view }}",
    "&lt;b&gt; &amp; &#x41;",
    "two\nlines\r\nand\u2028more\x0cpages",
    "lone \ud800 surrogate",
    "turned \u202e round",
    "nul \x00 and bell \x07",
    "} @article{x, title = {y}",
    "100 % of $5_000 & more # ~ ^ {",
    "“quoted” ” inside “",
    "~~gone~~ *bold* _slanted_",
    "www.example.org https://example.org/a_b_c?d=*e*",
    "\ufeffmark first",
    "السلام 你好 ß ﬁ",
)

words = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
    st.tuples(st.sampled_from(ATTACKS), st.sampled_from(ATTACKS)).map(" ".join),
)
sentences = words.filter(lambda text: text.strip() != "")
