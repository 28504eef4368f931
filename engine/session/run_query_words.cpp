#include "session/run_query_words.h"

#include "session/run_query.h"

namespace vignette {
namespace {

constexpr std::string_view blanks = " \t\n\r", special = " \t\n\r()<>=!~\"";

QueryWord quoted(std::string_view text, std::size_t at) {
  QueryWord word{QueryWord::Kind::text, {}, at, 0};
  std::size_t i = at + 1;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    word.text += text[i];
  }
  if (i >= text.size())
    throw RunQueryError("at character " + std::to_string(at + 1) + ": this \" is never closed", at, text.size() - at);
  word.length = i + 1 - at;
  return word;
}

QueryWord operation(std::string_view text, std::size_t at) {
  for (const std::string_view known : {"<=", ">=", "!=", "!~", "==", "<", ">", "=", "~"})
    if (text.substr(at).starts_with(known))
      return {QueryWord::Kind::operation, known == "==" ? "=" : std::string(known), at, known.size()};
  throw RunQueryError("at character " + std::to_string(at + 1) + ": expected != or !~ (not is written as a word)", at,
                      1);
}

QueryWord next_word(std::string_view text, std::size_t at) {
  if (text[at] == '(') return {QueryWord::Kind::open, "(", at, 1};
  if (text[at] == ')') return {QueryWord::Kind::close, ")", at, 1};
  if (text[at] == '"') return quoted(text, at);
  if (special.find(text[at]) != special.npos) return operation(text, at);
  const auto end = std::min(text.find_first_of(special, at), text.size());
  return {QueryWord::Kind::word, std::string(text.substr(at, end - at)), at, end - at};
}

}  // namespace

std::vector<QueryWord> query_words(std::string_view text) {
  std::vector<QueryWord> words;
  auto at = text.find_first_not_of(blanks);
  while (at < text.size()) {
    words.push_back(next_word(text, at));
    at = text.find_first_not_of(blanks, at + words.back().length);
  }
  words.push_back({QueryWord::Kind::end, {}, text.size(), 0});
  return words;
}

}  // namespace vignette
