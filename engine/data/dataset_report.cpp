#include "data/dataset_report.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::int64_t kFewWords = 2, kManyWords = 60;
constexpr int kSmall = 32, kOdd = 4;

std::int64_t words_in(std::string_view caption) {
  std::int64_t words = 0;
  bool blank = true;
  for (const char c : caption) {
    const bool now = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    words += blank && !now;
    blank = now;
  }
  return words;
}

class Reporter {
 public:
  explicit Reporter(const Dataset& dataset) {
    report_.problems = dataset.problem_counts;
    report_.images = static_cast<std::int64_t>(dataset.images.size());
    for (const auto& image : dataset.images) take(image);
    for (const auto& caption : dataset.corpus) take_caption(caption, "");
    if (report_.captions > 0) report_.mean_words = static_cast<double>(words_) / static_cast<double>(report_.captions);
  }
  DatasetReport report() { return std::move(report_); }

 private:
  template <class... Parts>
  static void found(DatasetReport::Finding& finding, const Parts&... first) {
    if (finding.count++ == 0) finding.first = concat(first...);
  }

  void take(const DatasetImage& image) {
    ++report_.splits[std::string(split_name(image.split))];
    if (!image.domain.empty()) ++report_.domains[image.domain];
    ++report_.captions_of_an_image[static_cast<std::int64_t>(image.captions.size())];
    if (image.captions.empty()) found(report_.without_captions, image.file_name);
    take_size(image);
    for (const auto& caption : image.captions) {
      take_caption(caption, image.file_name);
      const auto [earlier, added] = seen_.try_emplace(caption, &image);
      if (added) continue;
      found(earlier->second == &image ? report_.repeated_in_image : report_.shared_by_images, image.file_name, ": ",
            caption);
      earlier->second = &image;
    }
  }

  void take_size(const DatasetImage& image) {
    const int shorter = std::min(image.width, image.height), longer = std::max(image.width, image.height);
    if (shorter <= 0) return found(report_.unknown_size, image.file_name);
    if (longer > kOdd * shorter) found(report_.odd_shape, image.file_name, ": ", image.width, " x ", image.height);
    if (shorter < kSmall) found(report_.small, image.file_name, ": ", image.width, " x ", image.height);
  }

  void take_caption(std::string_view caption, std::string_view image) {
    ++report_.captions;
    const auto words = words_in(caption);
    words_ += words;
    if (words < kFewWords) found(report_.short_captions, image, ": ", caption);
    if (words > kManyWords) found(report_.long_captions, image, ": ", caption);
    if (std::any_of(caption.begin(), caption.end(), [](unsigned char c) { return c > 127; }))
      found(report_.not_ascii, image, ": ", caption);
  }

  DatasetReport report_;
  std::int64_t words_ = 0;
  std::unordered_map<std::string_view, const DatasetImage*> seen_;
};

}  // namespace

DatasetReport report_on(const Dataset& dataset) {
  return Reporter(dataset).report();
}

}  // namespace vignette
