#include "metrics/caption_corpus.h"

#include <algorithm>

#include "metrics/ngram_table.h"
#include "metrics/rouge.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

double similarity(std::size_t common, std::size_t a, std::size_t b) {
  return 2 * static_cast<double>(common) / static_cast<double>(a + b);
}

}  // namespace

CaptionCorpus::CaptionCorpus(std::span<const std::string> captions) {
  for (const std::string& caption : captions) {
    const auto index = static_cast<std::uint32_t>(captions_.size());
    std::string tokenised = ptb_tokenize_joined(caption);
    Words& words = captions_.emplace_back();
    for (const std::string_view text : split_at_white_space(tokenised)) {
      const auto id = ids_.try_emplace(std::string(text), static_cast<std::int32_t>(ids_.size())).first->second;
      words.push_back(id);
      if (static_cast<std::size_t>(id) == with_word_.size()) with_word_.emplace_back();
      auto& holders = with_word_[static_cast<std::size_t>(id)];
      if (holders.empty() || holders.back() != index) holders.push_back(index);
    }
    texts_.insert(std::move(tokenised));
  }
}

bool CaptionCorpus::contains(std::string_view caption) const {
  return texts_.contains(ptb_tokenize_joined(caption));
}

CaptionCorpus::Words CaptionCorpus::known_words(std::string_view tokenised) const {
  Words words;
  for (const std::string_view text : split_at_white_space(tokenised)) {
    const auto found = ids_.find(text);
    words.push_back(found == ids_.end() ? -1 : found->second);
  }
  return words;
}

std::optional<CaptionCorpus::Nearest> CaptionCorpus::nearest(std::string_view caption) const {
  const auto found = nearest(caption, 1);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

namespace {

/// The best few so far, best first; of equal ones the first found.
class BestFew {
 public:
  explicit BestFew(std::size_t count) : count_(count) {}

  bool may_enter(double similarity) const { return found_.size() < count_ || similarity > found_.back().similarity; }
  void enter(const CaptionCorpus::Nearest& one) {
    const auto place = std::upper_bound(found_.begin(), found_.end(), one.similarity,
                                        [](double value, const auto& other) { return value > other.similarity; });
    found_.insert(place, one);
    if (found_.size() > count_) found_.pop_back();
  }
  const std::vector<CaptionCorpus::Nearest>& found() const { return found_; }

 private:
  std::size_t count_;
  std::vector<CaptionCorpus::Nearest> found_;
};

}  // namespace

// The rarest words first: once the words left over cannot beat what was found, captions that hold only those are out.
std::vector<CaptionCorpus::Nearest> CaptionCorpus::nearest(std::string_view caption, std::size_t count) const {
  const Words words = known_words(ptb_tokenize_joined(caption));
  Words rarest;
  std::copy_if(words.begin(), words.end(), std::back_inserter(rarest), [](std::int32_t id) { return id >= 0; });
  const auto holders = [this](std::int32_t id) -> const auto& {
    return with_word_[static_cast<std::size_t>(id)];
  };
  std::sort(rarest.begin(), rarest.end(), [&](std::int32_t a, std::int32_t b) {
    return holders(a).size() != holders(b).size() ? holders(a).size() < holders(b).size() : a < b;
  });
  BestFew best(std::max<std::size_t>(1, count));
  std::unordered_set<std::uint32_t> seen;
  for (std::size_t i = 0; i < rarest.size(); ++i) {
    const std::size_t left = rarest.size() - i;
    if (!best.may_enter(similarity(left, words.size(), left))) break;
    if (i > 0 && rarest[i] == rarest[i - 1]) continue;
    for (const std::uint32_t index : holders(rarest[i])) {
      const Words& other = captions_[index];
      const std::size_t most = std::min(words.size(), other.size());
      if (!best.may_enter(similarity(most, words.size(), other.size()))) continue;
      if (!seen.insert(index).second) continue;
      const double found = similarity(longest_common_subsequence(words, other), words.size(), other.size());
      const bool known = std::any_of(best.found().begin(), best.found().end(),
                                     [&](const Nearest& one) { return captions_[one.index] == other; });
      if (!known && best.may_enter(found)) best.enter({index, found});
    }
  }
  return best.found();
}

}  // namespace vignette
