#include "training/caption_terms.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "recipe/recipe.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

using Words = std::vector<std::string>;

template <class Score>
std::vector<double> score_words(std::span<const CaptionToScore> captions, const Score& score) {
  std::vector<double> scores;
  scores.reserve(captions.size());
  for (const auto& one : captions) scores.push_back(score(ptb_tokenize(one.caption)));
  return scores;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

double repeated_share(const Words& words, std::size_t n) {
  if (words.size() < n) return 0;
  std::set<Words> distinct;
  const auto all = words.size() - n + 1;
  for (std::size_t i = 0; i < all; ++i) distinct.emplace(words.begin() + long(i), words.begin() + long(i + n));
  return 1 - double(distinct.size()) / double(all);
}

double count_held(const Words& words, const std::vector<WordList::Phrase>& entries) {
  return double(std::count_if(entries.begin(), entries.end(), [&](const auto& phrase) {
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
  }));
}

}  // namespace

std::vector<double> LengthTerm::score(std::span<const CaptionToScore> captions) {
  return score_words(captions, [this](const Words& words) {
    return -double(std::abs(static_cast<std::int64_t>(words.size()) - target_));
  });
}

std::vector<double> RepetitionTerm::score(std::span<const CaptionToScore> captions) {
  return score_words(captions, [this](const Words& words) { return -repeated_share(words, ngram_); });
}

void WordList::add(std::string_view entry) {
  entry = trimmed(entry);
  const bool avoided = entry.starts_with('-');
  auto phrase = ptb_tokenize(avoided ? entry.substr(1) : entry);
  if (!phrase.empty()) (avoided ? unwanted : wanted).push_back(std::move(phrase));
}

void WordList::add_line(std::string_view line) {
  for (auto comma = line.find(','); comma != line.npos; comma = line.find(',')) {
    add(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  add(line);
}

void WordList::add_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in || std::filesystem::is_directory(file))
    throw RecipeError("reward.word_list: " + file.string() + " cannot be read; name a text file, one word a line");
  for (std::string line; std::getline(in, line);) add(std::string_view(line).substr(0, line.find('#')));
}

std::vector<double> WordListTerm::score(std::span<const CaptionToScore> captions) {
  return score_words(captions, [this](const Words& words) {
    return count_held(words, list_.wanted) - count_held(words, list_.unwanted);
  });
}

}  // namespace vignette
