#pragma once
// Tables of clean_as_openai(); clip_cleaning_tables.cpp is written by generate_clip_cleaning_tables.py.

#include <span>
#include <string_view>

#include "text/unicode_tables.h"

namespace vignette {

struct HtmlEntity {
  std::string_view name;  ///< without "&"; with ";" where HTML wants one
  std::string_view text;
  bool ftfy_alone;  ///< in capitals, which HTML does not know
};

struct CharacterText {
  char32_t code;
  std::string_view text;
};

extern const std::span<const HtmlEntity> html_entities;  ///< by name
extern const std::span<const CharacterText>
    width_forms;  ///< half- and full-width forms by code point, and what replaces them
extern const std::span<const CodeRange> cased_characters;
extern const std::span<const CodeRange> case_ignorable_characters;

}  // namespace vignette
