#include "training/freezing.h"

#include <algorithm>

namespace vignette {

bool matches_pattern(std::string_view name, std::string_view pattern) {
  std::size_t at = 0, in = 0, star = pattern.npos, mark = 0;
  while (at < name.size()) {
    if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      mark = at;
    } else if (in < pattern.size() && (pattern[in] == '?' || pattern[in] == name[at])) {
      ++in, ++at;
    } else if (star != pattern.npos) {
      in = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in) == pattern.npos;
}

std::vector<std::string> split_patterns(std::string_view text) {
  constexpr std::string_view separators = " ,\t\n";
  std::vector<std::string> patterns;
  for (auto first = text.find_first_not_of(separators); first != text.npos;) {
    const auto last = std::min(text.find_first_of(separators, first), text.size());
    patterns.emplace_back(text.substr(first, last - first));
    first = text.find_first_not_of(separators, last);
  }
  return patterns;
}

std::vector<std::string> freeze_parameters(const NamedTensors& parameters, const std::vector<std::string>& patterns) {
  std::vector<std::string> unused;
  for (const auto& pattern : patterns) {
    bool used = false;
    for (const auto& [name, parameter] : parameters) {
      if (!matches_pattern(name, pattern)) continue;
      at::Tensor handle = parameter;
      handle.requires_grad_(false);
      used = true;
    }
    if (!used) unused.push_back(pattern);
  }
  return unused;
}

TrainableCount count_trainable(const NamedTensors& parameters) {
  TrainableCount count;
  for (const auto& [name, parameter] : parameters) {
    count.total += parameter.numel();
    if (parameter.requires_grad()) count.trainable += parameter.numel();
  }
  return count;
}

}  // namespace vignette
