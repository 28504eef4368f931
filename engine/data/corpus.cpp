#include "data/corpus.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "data/counter_random.h"
#include "data/utf8.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

bool is_punctuation(std::string_view token) {
  static const std::unordered_set<std::string_view> kLonger{"''",    "``",    "-LRB-", "-RRB-",
                                                            "-LCB-", "-RCB-", "--",    "..."};
  if (token.size() == 1) return kPunctuation.find(token.front()) != std::string_view::npos;
  return kLonger.contains(token);
}

std::vector<std::string_view> words_of(std::string_view caption) {
  std::vector<std::string_view> words;
  while (!(caption = trimmed(caption)).empty()) {
    const std::size_t end = std::min(caption.find_first_of(" \t\r\n\v\f"), caption.size());
    words.push_back(caption.substr(0, end));
    caption.remove_prefix(end);
  }
  return words;
}

/// Latin-1, Greek and Cyrillic letters too, whose capitals lie at fixed distances in Unicode; others stay as they are.
void capitalise(std::string& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) >= 'a' && byte(0) <= 'z') {
    text[0] = static_cast<char>(byte(0) - 0x20);
    return;
  }
  if (text.size() < 2 || (byte(0) & 0xE0) != 0xC0) return;
  unsigned letter = (byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU);
  const bool latin = letter >= 0xE0 && letter <= 0xFE && letter != 0xF7;
  const bool greek = letter >= 0x3B1 && letter <= 0x3C9 && letter != 0x3C2;
  const bool cyrillic = letter >= 0x430 && letter <= 0x44F;
  if (!latin && !greek && !cyrillic) return;
  letter -= 0x20;
  text[0] = static_cast<char>(0xC0 | letter >> 6);
  text[1] = static_cast<char>(0x80 | (letter & 0x3F));
}

std::string finished(std::string text) {
  while (text.ends_with('.')) text.pop_back();
  if (text.empty()) return text;
  capitalise(text);
  return text + ".";
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

void drop_outer_punctuation(std::vector<std::string_view>& words) {
  if (!words.empty() && is_punctuation(words.front())) words.erase(words.begin());
  if (!words.empty() && is_punctuation(words.back())) words.pop_back();
}

std::string clean_coco(std::string_view caption) {
  std::string text(trimmed(caption));
  if (!text.empty() && is_punctuation(std::string_view(text).substr(text.size() - 1))) text.pop_back();
  text = std::string(trimmed(text));
  return finished(std::move(text));
}

std::string clean_conceptual(std::string_view caption) {
  std::vector<std::string_view> words = words_of(caption);
  drop_outer_punctuation(words);
  words.erase(std::find(words.begin(), words.end(), "."), words.end());
  if (words.size() < 7 || words.size() > 15) return {};
  return finished(joined(words));
}

std::string clean_shutterstock(std::string_view caption, double draw) {
  constexpr std::array<std::string_view, 4> kSeparators{":", ";", ".", "-"};
  std::vector<std::string_view> words = words_of(caption);
  std::erase_if(words, [](std::string_view word) { return word == "<S>" || word == "</S>"; });
  drop_outer_punctuation(words);
  words.erase(std::find_first_of(words.begin(), words.end(), kSeparators.begin(), kSeparators.end()), words.end());
  const auto plain =
      std::count_if(words.begin(), words.end(), [](std::string_view word) { return !is_punctuation(word); });
  if (words.size() <= 6 || plain <= 5) return {};
  const double kept = words.size() >= 20 ? 0.1 : words.size() >= 16 ? 0.3 : 1.0;
  return draw < kept ? finished(joined(words)) : std::string();
}

/// As a caption has it: no quotes around it, a capital first, one period at the end.
std::string clean_prose(std::string_view caption) {
  const std::vector<std::string_view> words = words_of(caption);
  if (words.size() < 5 || words.size() > 19) return {};
  std::string text = joined(words);
  const std::size_t first = text.find_first_not_of("\"'`([{-*_ "), last = text.find_last_not_of("\"'`)]}-*_ .!?");
  if (first == text.npos || last == text.npos || last < first) return {};
  return finished(text.substr(first, last - first + 1));
}

}  // namespace

std::vector<std::string> sentences_of(const std::vector<std::string>& lines) {
  std::vector<std::string> sentences;
  std::string sentence;
  for (const std::string& line : lines) {
    for (const std::string_view word : words_of(line)) {
      if (!sentence.empty()) sentence += ' ';
      sentence += word;
      const std::size_t last = word.find_last_not_of("\"')]}");
      if (last == word.npos || std::string_view(".!?").find(word[last]) == std::string_view::npos) continue;
      sentences.push_back(std::move(sentence));
      sentence.clear();
    }
  }
  if (!sentence.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

std::string clean_caption(std::string_view caption, CorpusCleaning cleaning, double draw) {
  switch (cleaning) {
    case CorpusCleaning::coco:
      return clean_coco(caption);
    case CorpusCleaning::conceptual:
      return clean_conceptual(caption);
    case CorpusCleaning::shutterstock:
      return clean_shutterstock(caption, draw);
    case CorpusCleaning::prose:
      return clean_prose(caption);
    case CorpusCleaning::none:
      break;
  }
  return std::string(trimmed(caption));
}

std::vector<std::string> read_corpus(const std::filesystem::path& path, CorpusCleaning cleaning,
                                     std::vector<DatasetProblem>* problems) {
  OpenDatasetOptions options;
  options.check_files = false;
  Dataset dataset = open_dataset(path, options);
  std::vector<std::string> corpus;
  std::size_t dropped = 0;
  const auto take = [&](std::string_view caption) {
    // The draw hangs on the caption alone, so that a corpus is cleaned alike whatever else it holds.
    std::string clean = clean_caption(caption, cleaning, CounterRandom(name_bits(caption)).uniform());
    if (clean.empty()) {
      ++dropped;
    } else {
      corpus.push_back(std::move(clean));
    }
  };
  if (cleaning == CorpusCleaning::prose) dataset.corpus = sentences_of(dataset.corpus);
  for (const std::string& caption : dataset.corpus) take(caption);
  for (const DatasetImage& image : dataset.images) {
    for (const auto caption : image.captions) take(caption);
  }
  if (problems) {
    *problems = std::move(dataset.problems);
    if (dropped > 0)
      problems->push_back({path.string(), concat(dropped, " captions were dropped by the cleaning rule")});
  }
  if (corpus.empty()) {
    throw DatasetError(concat(path.string(), " holds no caption that the cleaning keeps (", dropped,
                              " were dropped); choose another corpus or cleaning"));
  }
  return corpus;
}

}  // namespace vignette
