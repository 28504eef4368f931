#include "decoding/required_words.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::int32_t most_words = 8;

}  // namespace

std::int64_t RequiredState::count() const {
  return std::popcount(said);
}

void RequiredWords::add(const Tokenizer& tokenizer, const std::vector<std::string>& forms) {
  std::vector<std::vector<std::int64_t>> ids;
  for (const auto& form : forms) {
    if (form.empty()) throw std::invalid_argument("required words: an empty word was given");
    // Words begin with their blank; without it "dog" would be found in "bulldog".
    ids.push_back(tokenizer.encode(form.front() == ' ' ? form : concat(' ', form)));
  }
  add(ids);
}

void RequiredWords::add(const std::vector<std::vector<std::int64_t>>& forms) {
  if (words_ == most_words)
    throw std::invalid_argument(concat("required words: at most ", most_words, " can be asked for at once"));
  for (const auto& ids : forms) {
    if (ids.empty()) throw std::invalid_argument("required words: an empty word was given");
    forms_.push_back({words_, ids, 0});
    for (const auto id : ids)
      if (std::find(tokens_.begin(), tokens_.end(), id) == tokens_.end()) tokens_.push_back(id);
  }
  ++words_;
  for (Form& form : forms_)
    for (const Form& inner : forms_)
      if (std::search(form.ids.begin(), form.ids.end(), inner.ids.begin(), inner.ids.end()) != form.ids.end())
        form.holds |= 1u << inner.word;
}

std::vector<RequiredState> RequiredWords::after(const RequiredState& state, std::int64_t token) const {
  std::vector<RequiredState> states;
  const auto take = [&](std::int32_t form, std::int32_t matched) {
    const Form& taken = forms_[static_cast<std::size_t>(form)];
    const bool whole = matched == static_cast<std::int32_t>(taken.ids.size());
    states.push_back(whole ? RequiredState{state.said | taken.holds, -1, 0} : RequiredState{state.said, form, matched});
  };
  if (state.form >= 0 &&
      forms_[static_cast<std::size_t>(state.form)].ids[static_cast<std::size_t>(state.matched)] == token) {
    take(state.form, state.matched + 1);
    return states;
  }
  for (std::int32_t form = 0; form < static_cast<std::int32_t>(forms_.size()); ++form) {
    const Form& other = forms_[static_cast<std::size_t>(form)];
    if ((state.said >> other.word & 1u) == 0 && other.ids.front() == token) take(form, 1);
  }
  if (states.empty()) states.push_back({state.said, -1, 0});
  return states;
}

}  // namespace vignette
