#include "session/memory_check.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>

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

std::string gigabytes(std::int64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(bytes) / 1e9);
  return text;
}

}  // namespace

std::optional<std::int64_t> available_memory(const fs::path& root) {
  auto least = left_in_groups(root);
  if (const auto kibibytes = read_number(root / "proc/meminfo", "MemAvailable:"))
    least = std::min(least.value_or(std::numeric_limits<std::int64_t>::max()), *kibibytes * 1024);
  return least;
}

std::optional<std::string> memory_problem(std::int64_t needed, std::optional<std::int64_t> available) {
  if (!available || needed <= *available) return std::nullopt;
  return concat("this run needs up to ", gigabytes(needed), " of memory and ", gigabytes(*available),
                " are free: lower training.batch_size or training.samples_per_image, take smaller models, or close "
                "other programs");
}

}  // namespace vignette
