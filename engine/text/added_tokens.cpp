#include "text/added_tokens.h"

#include <algorithm>

#include "text/unicode.h"

namespace vignette {
namespace {

// Where the code point that ends before `end` begins.
std::size_t previous_begin(std::string_view text, std::size_t end) {
  do --end;
  while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80);
  return end;
}

char32_t code_at(std::string_view text, std::size_t position) {
  return next_code_point(text, position);
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const bool before = begin > 0 && is_word_character(code_at(text, previous_begin(text, begin)));
  return !before && !(end < text.size() && is_word_character(code_at(text, end)));
}

}  // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens) : tokens_(std::move(tokens)) {
  std::erase_if(tokens_, [](const AddedToken& token) { return token.content.empty(); });
  std::stable_sort(tokens_.begin(), tokens_.end(),
                   [](const AddedToken& a, const AddedToken& b) { return a.content.size() > b.content.size(); });
  for (const AddedToken& token : tokens_) begins_[static_cast<std::uint8_t>(token.content.front())] = true;
  const auto same = [&](const AddedToken& token) { return token.content.front() == tokens_.front().content.front(); };
  if (!tokens_.empty() && std::all_of(tokens_.begin(), tokens_.end(), same))
    only_beginning_ = tokens_.front().content.front();
}

std::size_t AddedTokenFinder::next_candidate(std::string_view text, std::size_t from) const {
  if (only_beginning_) return text.find(*only_beginning_, from);
  while (from < text.size() && !begins_[static_cast<std::uint8_t>(text[from])]) ++from;
  return from < text.size() ? from : text.npos;
}

const AddedToken* AddedTokenFinder::longest_at(std::string_view text, std::size_t position) const {
  const std::string_view rest = text.substr(position);
  const auto found = std::find_if(tokens_.begin(), tokens_.end(),
                                  [&](const AddedToken& token) { return rest.starts_with(token.content); });
  return found == tokens_.end() ? nullptr : &*found;
}

std::optional<AddedTokenFinder::Match> AddedTokenFinder::find(std::string_view text, std::size_t from) const {
  if (tokens_.empty()) return std::nullopt;
  for (std::size_t at = next_candidate(text, from); at != text.npos; at = next_candidate(text, at)) {
    const AddedToken* token = longest_at(text, at);
    if (!token) {
      ++at;
      continue;
    }
    Match match{at, at + token->content.size(), token->id};
    at = match.end;
    if (token->single_word && !stands_alone(text, match.begin, match.end)) continue;
    while (token->left_strip && match.begin > from && is_white_space(code_at(text, previous_begin(text, match.begin))))
      match.begin = previous_begin(text, match.begin);
    while (token->right_strip && match.end < text.size() && is_white_space(code_at(text, match.end)))
      next_code_point(text, match.end);
    return match;
  }
  return std::nullopt;
}

}  // namespace vignette
