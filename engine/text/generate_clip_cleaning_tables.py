#!/usr/bin/env python3
"""Writes clip_cleaning_tables.cpp: generate_clip_cleaning_tables.py > clip_cleaning_tables.cpp

HTML 5's entities as Python's html has them, with the capital ones that ftfy adds; the half- and full-width forms that ftfy
replaces; what Python's str.lower takes for cased and for case-ignorable when it decides on a final sigma. Needs Python alone.
"""
import html
import html.entities
import unicodedata

CODES = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]


def entities():
    """(name without &, text, whether only ftfy knows it)."""
    rows = [(name, text, False) for name, text in html.entities.html5.items()]
    for name, text in html.entities.html5.items():
        if name.endswith(";") and name == name.lower():
            capital = "&" + name.upper()
            if html.unescape(capital) == capital:
                rows.append((name.upper(), text.upper(), True))
    return sorted({name: (name, text, extra) for name, text, extra in rows}.values(), key=lambda row: row[0].encode())


def ends_word(text):
    """Whether the sigma at the end of `text` becomes the final one."""
    return text.lower().endswith("\u03c2")


def ranges_of(codes):
    ranges = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def literal(text):
    """A C++ literal; escapes are octal, three digits each, so that nothing after them joins in."""
    return '"' + "".join(chr(b) if 0x20 <= b < 0x7F and b not in (0x22, 0x3F, 0x5C) else f"\\{b:03o}" for b in text.encode()) + '"'


def table(name, kind, cells):
    lines, line = [], "   "
    for cell in cells:
        if len(line) + 1 + len(cell) > 120:
            lines.append(line)
            line = "   "
        line += " " + cell
    lines.append(line)
    body = "\n".join(lines)
    print(f"\nconstexpr {kind} k{name}[] = {{\n{body}\n}};")


def code_ranges(name, codes):
    table(name, "CodeRange", [f"{{0x{first:X},0x{last:X}}}," for first, last in ranges_of(codes)])


cased = [code for code in CODES if ends_word(chr(code) + "\u03a3")]
known = set(cased)
ignorable = [code for code in CODES if code not in known and ends_word("A" + chr(code) + "\u03a3")]
widths = [(code, unicodedata.normalize("NFKC", chr(code))) for code in (0x3000, *range(0xFF01, 0xFFF0))]
print(f"// Python's html and Unicode {unicodedata.unidata_version}. Written by generate_clip_cleaning_tables.py; do not edit.")
print("// clang-format off")
print('#include "text/clip_cleaning_tables.h"\n\nnamespace vignette {')
table("Entities", "HtmlEntity", [f"{{{literal(name)},{literal(text)},{int(extra)}}}," for name, text, extra in entities()])
table("Widths", "CharacterText", [f"{{0x{code:X},{literal(text)}}}," for code, text in widths if text != chr(code)])
code_ranges("Cased", cased)
code_ranges("CaseIgnorable", ignorable)
print("""
const std::span<const HtmlEntity> html_entities(kEntities);
const std::span<const CharacterText> width_forms(kWidths);
const std::span<const CodeRange> cased_characters(kCased);
const std::span<const CodeRange> case_ignorable_characters(kCaseIgnorable);

}  // namespace vignette""")
