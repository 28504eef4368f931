#!/usr/bin/env python3
"""Writes unicode_tables.cpp from the Unicode data of Python's unicodedata: generate_unicode_tables.py > unicode_tables.cpp"""
import unicodedata

MAXIMUM = 0x110000
HANGUL = range(0xAC00, 0xAC00 + 11172)


def lower_ranges():
    """(first, last, stride, offset): every stride-th code point of first..last lowers to itself + offset."""
    offsets = [(c, ord(chr(c).lower()) - c) for c in range(MAXIMUM)
               if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)]
    ranges = []
    for code, offset in offsets:
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
    ranges = []
    for code in range(MAXIMUM):
        value = unicodedata.combining(chr(code))
        if not value:
            continue
        if ranges and ranges[-1][2] == value and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code, value)
        else:
            ranges.append((code, code, value))
    return ranges


def decompositions():
    """(code, first, second or 0, composes): one canonical step, Hangul syllables left to arithmetic."""
    rows = []
    for code in range(MAXIMUM):
        text = unicodedata.decomposition(chr(code))
        if code in HANGUL or not text or text.startswith("<"):
            continue
        parts = [int(part, 16) for part in text.split()]
        composes = len(parts) == 2 and unicodedata.normalize("NFC", "".join(map(chr, parts))) == chr(code)
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


print(f"// Unicode {unicodedata.unidata_version}. Written by generate_unicode_tables.py; do not edit.")
print("// clang-format off")
print('#include "text/unicode_tables.h"\n\nnamespace vignette {')
table("Lowercase", "LowercaseRange", lower_ranges())
table("Classes", "CombiningClassRange", class_ranges())
table("Decompositions", "Decomposition", decompositions())
print("\n}  // namespace vignette")
