#!/usr/bin/env python3
"""Writes unicode_tables.cpp: generate_unicode_tables.py > unicode_tables.cpp

The tables say what Hugging Face's `tokenizers` (from PyPI) does with each code point, which is asked of it here: its letters and
numbers are Oniguruma's (Unicode 16), its lower case is Rust's (Unicode 17), and its Normalization Form C is that of Unicode 9,
so no single version of the Unicode data gives its ids. Needs Python with `tokenizers`, and unicodedata of Unicode 9 or later.
"""
import sys
import unicodedata

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, normalizers
from tokenizers.models import BPE

CODES = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
HANGUL = range(0xAC00, 0xAC00 + 11172)
NFC, NFD = normalizers.NFC().normalize_str, normalizers.NFD().normalize_str
LOWER = normalizers.Lowercase().normalize_str


def matching(pattern):
    """The code points that a regular expression of one character takes."""
    remove = normalizers.Replace(Regex(pattern), "").normalize_str
    taken = set()
    for start in range(0, len(CODES), 4096):
        block = CODES[start:start + 4096]
        left = set(map(ord, remove("".join(map(chr, block)))))
        taken.update(code for code in block if code not in left)
    return taken


def word_characters():
    """The code points beside which a token added as a single word is not found."""
    tokenizer = Tokenizer(BPE(vocab={"a": 0}, merges=[]))
    tokenizer.add_tokens([AddedToken("\U000F0000", single_word=True, normalized=False)])
    added = tokenizer.token_to_id("\U000F0000")
    return {code for code in CODES if code != 0xF0000 and added not in tokenizer.encode("\U000F0000" + chr(code)).ids}


def ranges_of(codes):
    ranges = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def lower_ranges():
    """(first, last, stride, offset): every stride-th code point of first..last lowers to itself + offset."""
    lower = {code: LOWER(chr(code)) for code in CODES}
    longer = [code for code, text in lower.items() if len(text) != 1]
    assert longer == [0x130] and lower[0x130] == "i\u0307", longer
    ranges = []
    for code, text in lower.items():
        if code in longer or ord(text) == code:
            continue
        offset = ord(text) - code
        if ranges:
            first, last, stride, previous = ranges[-1]
            step = code - last
            if offset == previous and (step == stride or first == last and step <= 2):
                ranges[-1] = (first, code, step, offset)
                continue
        ranges.append((code, code, 1, offset))
    return ranges


def class_ranges():
    """(first, last, canonical combining class) for classes other than 0."""
    marks = {}  # by class: what stays in place before U+0345 (class 240) has class 0 or 240
    for code in range(0x300, 0x370):
        marks.setdefault(unicodedata.combining(chr(code)), chr(code))
    ranges = []
    for code in CODES:
        value = unicodedata.combining(chr(code))
        decomposed = NFD(chr(code))
        if decomposed != chr(code):  # its parts have classes of their own; a mark that decomposes never stands itself
            continue
        moves = NFD("a" + marks[240] + chr(code)) != "a" + marks[240] + chr(code)
        if value != 240 and not moves:
            continue
        assert value, f"U+{code:04X} has a combining class that this Python's Unicode does not know"
        if ranges and ranges[-1][2] == value and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code, value)
        else:
            ranges.append((code, code, value))
    return ranges


def decompositions():
    """(code, first, second or 0, composes): one canonical step, Hangul syllables left to arithmetic."""
    rows = []
    for code in CODES:
        text = unicodedata.decomposition(chr(code))
        if code in HANGUL or not text or text.startswith("<"):
            assert code in HANGUL or NFD(chr(code)) == chr(code), f"U+{code:04X} decomposes"
            continue
        if NFD(chr(code)) == chr(code):
            continue
        parts = [int(part, 16) for part in text.split()]
        assert NFD(chr(code)) == NFD("".join(map(chr, parts))), f"U+{code:04X} decomposes otherwise"
        composes = len(parts) == 2 and NFC("".join(map(chr, parts))) == chr(code)
        rows.append((code, parts[0], parts[1] if len(parts) == 2 else 0, int(composes)))
    return rows


def table(name, kind, rows):
    cells = ["{" + ",".join(f"0x{v:X}" if v > 9 else str(v) for v in row) + "}," for row in rows]
    lines, line = [], "   "
    for cell in cells:
        if len(line) + 1 + len(cell) > 120:
            lines.append(line)
            line = "   "
        line += " " + cell
    lines.append(line)
    body = "\n".join(lines)
    print(f"\nconstexpr {kind} k{name}[] = {{\n{body}\n}};")
    print(f"const std::span<const {kind}> unicode_{name[0].lower()}{name[1:]}(k{name});")


letters, numbers, blanks = matching(r"\p{L}"), matching(r"\p{N}"), matching(r"\s")
assert not letters & numbers and not (letters | numbers) & blanks
assert ranges_of(blanks) == [(0x9, 0xD), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
                             (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)]
print(f"tokenizers {tokenizers.__version__}, Unicode {unicodedata.unidata_version}", file=sys.stderr)
print(f"// As tokenizers {tokenizers.__version__} has it. Written by generate_unicode_tables.py; do not edit.")
print("// clang-format off")
print('#include "text/unicode_tables.h"\n\nnamespace vignette {')
table("Letters", "CodeRange", ranges_of(letters))
table("Numbers", "CodeRange", ranges_of(numbers))
table("Words", "CodeRange", ranges_of(word_characters()))
table("Lowercase", "LowercaseRange", lower_ranges())
table("Classes", "CombiningClassRange", class_ranges())
table("Decompositions", "Decomposition", decompositions())
print("\n}  // namespace vignette")
