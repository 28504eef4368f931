#include "text/ptb_lexer.h"

#include <algorithm>
#include <array>

#include "text/ptb_characters.h"
#include "text/ptb_patterns.h"

namespace vignette::ptb {
namespace {

struct Entity {
  std::string_view name;
  char32_t code;
};

constexpr Entity kEntities[] = {{"&amp;", U'&'},        {"&lt;", kEscapedLess}, {"&gt;", kEscapedGreater},
                                {"&quot;", U'"'},       {"&apos;", U'\''},      {"&nbsp;", U' '},
                                {"&mdash;", U'\u2014'}, {"&ndash;", U'\u2013'}, {"&hellip;", U'\u2026'}};

// Entities as the characters they stand for; soft hyphens and byte order marks dropped.
std::u32string resolve_entities(std::u32string_view line) {
  const Text text(line);
  std::u32string out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == U'\u00AD' || line[i] == U'\uFEFF') continue;
    out += line[i];
    if (line[i] != U'&') continue;
    for (const Entity& entity : kEntities) {
      if (!text.holds(i, entity.name)) continue;
      out.back() = entity.code;
      i += entity.name.size() - 1;
      break;
    }
  }
  return out;
}

class Lexer {
 public:
  explicit Lexer(std::u32string_view text) : text_(text) {}

  std::vector<std::u32string> run() {
    while (position_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  void step();
  void take_word();
  void take_symbol();
  bool take_shape();
  bool take_apostrophe();
  bool take_run();
  bool take_entity();
  void emit(std::size_t length);
  void emit_text(std::u32string token, std::size_t length);

  Text text_;
  std::size_t position_ = 0;
  std::vector<std::u32string> tokens_;
};

std::u32string escape(std::u32string_view token) {
  std::u32string out;
  for (const char32_t code : token) {
    if (code == U'(' || code == U')') {
      out += symbol_text(code);
    } else {
      out += is_blank(code) ? U'\u00A0' : code;
    }
  }
  return out;
}

void Lexer::emit(std::size_t length) {
  emit_text(escape(text_.slice(position_, length)), length);
}

void Lexer::emit_text(std::u32string token, std::size_t length) {
  tokens_.push_back(std::move(token));
  position_ += length;
}

void Lexer::step() {
  switch (classify(text_[position_])) {
    case CharacterClass::blank:
    case CharacterClass::nothing:
      ++position_;
      return;
    case CharacterClass::letter:
    case CharacterClass::digit:
      take_word();
      return;
    case CharacterClass::symbol:
      if (!take_shape() && !take_apostrophe() && !take_entity() && !take_run()) take_symbol();
  }
}

// How many letters the first half of a written-together pair has: can not, gon na.
std::size_t first_half(const Text& text, std::size_t start, std::size_t length) {
  static constexpr std::array<std::string_view, 6> kPairs{"cannot", "gonna", "gotta", "wanna", "gimme", "lemme"};
  const bool pair = std::any_of(kPairs.begin(), kPairs.end(), [&](std::string_view word) {
    return word.size() == length && text.holds(start, word);
  });
  return pair ? 3 : 0;
}

// n't, whose n the word before it must give back.
bool holds_negation(const Text& text, std::size_t start) {
  const bool apostrophe = is_apostrophe(text[start + 1]) || text[start + 1] == U'`';
  return text.holds(start, "n") && apostrophe && text.holds(start + 2, "t") && !is_word(text[start + 3]);
}

void Lexer::take_word() {
  const std::size_t length = match_word(text_, position_);
  if (holds_negation(text_, position_ + length - 1)) {
    if (length > 1) emit(length - 1);
    const bool backquote = text_[position_ + 1] == U'`';
    emit_text(backquote ? U"n`t" : U"n't", 3);
  } else if (const std::size_t half = first_half(text_, position_, length)) {
    emit(half);
    emit(length - half);
  } else {
    emit(length);
  }
}

bool Lexer::take_shape() {
  using Pattern = std::size_t (*)(const Text&, std::size_t);
  static constexpr Pattern kPatterns[] = {match_tag,    match_phone_number, match_bracket_name,
                                          match_smiley, match_number,       match_name_or_tag};
  for (const Pattern pattern : kPatterns) {
    if (const std::size_t length = pattern(text_, position_)) {
      emit(length);
      return true;
    }
  }
  return false;
}

bool Lexer::take_apostrophe() {
  if (!is_apostrophe(text_[position_])) return false;
  if (is_apostrophe(text_[position_ + 1])) {
    emit_text(U"''", 2);
    return true;
  }
  for (const std::string_view word : {"'tis", "'twas"}) {
    if (!text_.holds(position_, word) || is_word(text_[position_ + word.size()])) continue;
    emit(2);
    emit(word.size() - 2);
    return true;
  }
  if (const std::size_t clitic = match_clitic(text_, position_)) {
    std::u32string token(text_.slice(position_, clitic));
    token.front() = U'\'';
    emit_text(std::move(token), clitic);
    return true;
  }
  if (const std::size_t word = match_apostrophe_word(text_, position_)) {
    emit(word);
    return true;
  }
  return false;
}

// &eacute; and &#39; stay whole.
bool Lexer::take_entity() {
  if (text_[position_] != U'&') return false;
  std::size_t end = position_ + 1 + (text_[position_ + 1] == U'#');
  const std::size_t first = end;
  while (is_word(text_[end])) ++end;
  if (end == first || text_[end] != U';') return false;
  emit(end + 1 - position_);
  return true;
}

// Runs of one symbol that make one token.
bool Lexer::take_run() {
  static constexpr std::u32string_view kRuns[] = {U"?!", U"-", U"*", U"_", U"`"};
  const char32_t code = text_[position_];
  const auto* run =
      std::find_if(std::begin(kRuns), std::end(kRuns), [&](auto set) { return set.find(code) != set.npos; });
  if (run == std::end(kRuns)) return false;
  std::size_t end = position_;
  while (run->find(text_[end]) != run->npos) ++end;
  const std::size_t length = end - position_;
  if (code == U'-' && length > 1) {
    emit_text(U"--", length);
  } else {
    emit(length);
  }
  return true;
}

void Lexer::take_symbol() {
  const char32_t code = text_[position_];
  const std::u32string_view replacement = symbol_text(code);
  emit_text(replacement.empty() ? std::u32string(1, code) : std::u32string(replacement), 1);
}

}  // namespace

std::vector<std::u32string> lex(std::u32string_view text) {
  const bool plain = text.find_first_of(U"&\u00AD\uFEFF") == text.npos;
  return plain ? Lexer(text).run() : Lexer(resolve_entities(text)).run();
}

}  // namespace vignette::ptb
