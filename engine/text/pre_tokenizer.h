#pragma once
// Splits text into the words within which byte pairs are merged.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"
#include "text/unicode.h"

namespace vignette {

/// The bytes [begin, end) of the source that each byte of a normalized text was made of.
using ByteSources = std::vector<ByteRange>;

/// `text` (valid UTF-8) as Hugging Face's CLIP tokenizer splits it: Normalization Form C, lower case. Blanks stay as
/// they are: splitting drops them. Where the text is changed otherwise than byte by byte, `sources` (may be null) gets
/// an entry a byte of the result; else it is emptied.
std::string normalize_for_clip(std::string_view text, ByteSources* sources);

/// Splits as GPT-2 and RoBERTa do: 's 't 're 've 'm 'll 'd, and runs of letters, of numbers and of other characters,
/// each with the one blank before it; of a run of blanks the last belongs to the word that follows. Calls
/// word(std::string_view) left to right; nothing of `text` (valid UTF-8) is left out.
template <class Word>
void split_for_gpt2(std::string_view text, Word&& word);

/// Splits as CLIP does: the same contractions, runs of letters, single numbers, runs of other characters; blanks are
/// left out. With `whole_specials`, <|startoftext|> and <|endoftext|> where a word could begin are words.
template <class Word>
void split_for_clip(std::string_view text, bool whole_specials, Word&& word);

namespace splitting {

inline constexpr std::array<WordClass, 128> ascii_classes = [] {
  std::array<WordClass, 128> classes{};
  for (std::size_t c = 0; c < 128; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    classes[c] = letter                             ? WordClass::letter
                 : c >= '0' && c <= '9'             ? WordClass::number
                 : c == ' ' || (c >= 9 && c <= 0xD) ? WordClass::blank
                                                    : WordClass::other;
  }
  return classes;
}();

struct Character {
  WordClass word_class;
  unsigned length;  ///< bytes
};

inline Character character_at(const char* at) {
  const auto lead = static_cast<std::uint8_t>(*at);
  if (lead < 0x80) return {ascii_classes[lead], 1};
  const auto tail = [at](int i) { return static_cast<char32_t>(static_cast<std::uint8_t>(at[i]) & 0x3F); };
  if (lead < 0xE0) return {word_class((lead & 0x1Fu) << 6 | tail(1)), 2};
  if (lead < 0xF0) return {word_class((lead & 0x0Fu) << 12 | tail(1) << 6 | tail(2)), 3};
  return {word_class((lead & 0x07u) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)), 4};
}

/// The end of the run of characters of one class that goes on at `at`.
inline const char* run_end(const char* at, const char* end, WordClass word_class) {
  while (at != end) {
    const Character character = character_at(at);
    if (character.word_class != word_class) break;
    at += character.length;
  }
  return at;
}

/// Bytes of the contraction that begins at the apostrophe `at`, or 0.
inline std::size_t contraction_length(const char* at, const char* end) {
  if (end - at < 2) return 0;
  const char first = at[1];
  if (first == 's' || first == 't' || first == 'm' || first == 'd') return 2;
  if (end - at < 3) return 0;
  const char second = at[2];
  return ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l') ? 3 : 0;
}

}  // namespace splitting

template <class Word>
void split_for_gpt2(std::string_view text, Word&& word) {
  using namespace splitting;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const start = at;
    if (*at == '\'') {
      if (const std::size_t length = contraction_length(at, end)) {
        word(std::string_view(start, length));
        at += length;
        continue;
      }
    }
    Character first = character_at(at);
    if (*at == ' ' && at + 1 != end) {
      const Character next = character_at(at + 1);
      if (next.word_class != WordClass::blank) {
        first = next;
        ++at;
      }
    }
    const char* last = at;
    at += first.length;
    if (first.word_class == WordClass::blank) {
      while (at != end) {
        const Character next = character_at(at);
        if (next.word_class != WordClass::blank) break;
        last = at;
        at += next.length;
      }
      if (at != end && last != start) at = last;
    } else {
      at = run_end(at, end, first.word_class);
    }
    word(std::string_view(start, static_cast<std::size_t>(at - start)));
  }
}

template <class Word>
void split_for_clip(std::string_view text, bool whole_specials, Word&& word) {
  using namespace splitting;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const start = at;
    const Character first = character_at(at);
    at += first.length;
    if (first.word_class == WordClass::blank) continue;
    if (first.word_class == WordClass::letter) {
      at = run_end(at, end, WordClass::letter);
    } else if (first.word_class == WordClass::other) {
      std::size_t length = *start == '\'' ? contraction_length(start, end) : 0;
      if (whole_specials && *start == '<') {
        const std::string_view rest(start, static_cast<std::size_t>(end - start));
        for (const std::string_view special : {"<|startoftext|>", "<|endoftext|>"})
          if (rest.starts_with(special)) length = special.size();
      }
      at = length ? start + length : run_end(at, end, WordClass::other);
    }
    word(std::string_view(start, static_cast<std::size_t>(at - start)));
  }
}

}  // namespace vignette
