#include "session/memory_check.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <utility>
#include <vector>

#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

// A figure on its own ("max" stands for no limit) or behind `key` in a file of "key value" lines.
std::optional<std::int64_t> read_number(const fs::path& file, const std::string& key = {}) {
  std::ifstream in(file);
  std::string word;
  std::int64_t number = 0;
  if (key.empty()) return in >> number ? std::optional(number) : std::nullopt;
  while (in >> word)
    if (word == key) return in >> number ? std::optional(number) : std::nullopt;
  return std::nullopt;
}

// Pages of files that the kernel gives up before it kills: they do not count as used.
std::optional<std::int64_t> left_in_group(const fs::path& limit, const fs::path& used, const fs::path& statistics,
                                          const std::string& reclaimable) {
  constexpr std::int64_t kNoLimit = std::int64_t{1} << 60;  // version 1 writes a huge figure instead of "max"
  const auto most = read_number(limit), taken = read_number(used);
  if (!most || !taken || *most >= kNoLimit) return std::nullopt;
  const std::int64_t inactive = read_number(statistics, reclaimable).value_or(0);
  return std::max<std::int64_t>(0, *most - std::max<std::int64_t>(0, *taken - inactive));
}

// "0::/user.slice/…" of the second version, "9:memory:/…" of the first.
fs::path group_of_this_process(const fs::path& root, const std::string& controller) {
  std::ifstream in(root / "proc/self/cgroup");
  for (std::string line; std::getline(in, line);) {
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos || line.substr(first + 1, second - first - 1) != controller) continue;
    return fs::path(line.substr(second + 1)).relative_path();
  }
  return {};
}

// The tightest limit from the process's own group up to the mount.
std::optional<std::int64_t> left_in_groups(const fs::path& root) {
  std::optional<std::int64_t> least;
  const auto take = [&](std::optional<std::int64_t> left) {
    if (left && (!least || *left < *least)) least = left;
  };
  const fs::path second = root / "sys/fs/cgroup", first = second / "memory";
  for (fs::path group = group_of_this_process(root, "");; group = group.parent_path()) {
    const fs::path at = second / group;
    take(left_in_group(at / "memory.max", at / "memory.current", at / "memory.stat", "inactive_file"));
    if (group.empty()) break;
  }
  for (fs::path group = group_of_this_process(root, "memory");; group = group.parent_path()) {
    const fs::path at = first / group;
    take(left_in_group(at / "memory.limit_in_bytes", at / "memory.usage_in_bytes", at / "memory.stat",
                       "total_inactive_file"));
    if (group.empty()) break;
  }
  return least;
}

// What "ulimit -v" leaves.
std::optional<std::int64_t> left_in_address_space(const fs::path& root) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  const auto taken = read_number(root / "proc/self/status", "VmSize:");
  if (!taken) return std::nullopt;
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(limit.rlim_cur) - *taken * 1024);
}

// A form of the recipe that may need less memory.
struct Smaller {
  Recipe recipe;
  std::string text;
};

Smaller changed(const Recipe& recipe, const std::vector<std::pair<const char*, std::int64_t>>& values) {
  Smaller smaller{recipe, {}};
  for (const auto& [key, value] : values) {
    smaller.recipe.set(key, value);
    smaller.text += concat(smaller.text.empty() ? "" : " with ", key, " = ", value);
  }
  return smaller;
}

// Batches that divide the recipe's, the largest first: accumulation makes up for them, except where the loss compares
// all images of a batch.
std::vector<Smaller> smaller_batches(const Recipe& recipe) {
  const auto batch = recipe.integer("training.batch_size"), accumulation = recipe.integer("training.accumulation");
  std::vector<Smaller> all;
  for (auto size = batch / 2; size >= 1; --size) {
    if (batch % size != 0) continue;
    if (recipe.text("training.objective") == "contrastive")
      all.push_back(changed(recipe, {{"training.batch_size", size}}));
    else
      all.push_back(
          changed(recipe, {{"training.batch_size", size}, {"training.accumulation", accumulation * batch / size}}));
  }
  return all;
}

std::vector<Smaller> fewer_samples(const Recipe& recipe) {
  std::vector<Smaller> all;
  if (recipe.text("training.objective") != "adversarial") return all;
  for (auto samples = recipe.integer("training.samples_per_image") - 1; samples >= 1; --samples)
    all.push_back(changed(recipe, {{"training.samples_per_image", samples}}));
  return all;
}

Smaller checkpointed(Smaller form) {
  form.recipe.set("training.activation_checkpointing", true);
  form.text += concat(form.text.empty() ? "" : " with ", "training.activation_checkpointing = true");
  return form;
}

}  // namespace

std::string gigabytes(std::int64_t bytes) {
  char text[32];
  const auto size = static_cast<double>(bytes);
  bytes < 100'000'000 ? std::snprintf(text, sizeof text, "%.0f MB", size / 1e6)
                      : std::snprintf(text, sizeof text, "%.1f GB", size / 1e9);
  return text;
}

std::optional<std::int64_t> available_memory(const fs::path& root) {
  auto least = left_in_groups(root);
  if (const auto kibibytes = read_number(root / "proc/meminfo", "MemAvailable:"))
    least = std::min(least.value_or(std::numeric_limits<std::int64_t>::max()), *kibibytes * 1024);
  if (const auto left = left_in_address_space(root)) least = std::min(least.value_or(*left), *left);
  return least;
}

std::optional<ProcessMemory> process_memory(const fs::path& root) {
  const auto now = read_number(root / "proc/self/status", "VmRSS:"),
             peak = read_number(root / "proc/self/status", "VmHWM:");
  if (!now || !peak) return std::nullopt;
  return ProcessMemory{*now * 1024, *peak * 1024};
}

std::optional<std::string> memory_problem(std::int64_t needed, std::optional<std::int64_t> available) {
  if (!available || needed <= *available) return std::nullopt;
  return concat("this run needs up to ", gigabytes(needed), " of memory and ", gigabytes(*available), " are free");
}

std::string what_would_fit(const Recipe& recipe, const std::function<std::int64_t(const Recipe&)>& estimate,
                           std::int64_t bytes) {
  std::string found;
  // The first form that fits; one that cannot run is none.
  const auto propose = [&](const std::vector<Smaller>& forms) {
    const auto fits = std::find_if(forms.begin(), forms.end(), [&](const Smaller& form) {
      return form.recipe.problems().empty() && estimate(form.recipe) <= bytes;
    });
    if (fits == forms.end()) return;
    found += concat(found.empty() ? "What would fit: " : "; or ", fits->text, " (up to ",
                    gigabytes(estimate(fits->recipe)), ")");
  };
  const auto batches = smaller_batches(recipe), samples = fewer_samples(recipe);
  propose(batches);
  propose(samples);
  propose({checkpointed({recipe, {}})});
  if (found.empty()) {
    std::vector<Smaller> both;
    for (const auto& form : batches) both.push_back(checkpointed(form));
    propose(both);
  }
  if (found.empty()) return "No smaller batch would fit: take smaller models, or close other programs.";
  return found + ".";
}

}  // namespace vignette
