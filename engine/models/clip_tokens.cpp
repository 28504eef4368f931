#include <ATen/ops/full.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "models/clip.h"

namespace vignette {
namespace {

/// What Python's str.strip() takes for white space, in UTF-8.
constexpr std::array<std::string_view, 29> white_space = {" ",
                                                          "\t",
                                                          "\n",
                                                          "\v",
                                                          "\f",
                                                          "\r",
                                                          "\x1c",
                                                          "\x1d",
                                                          "\x1e",
                                                          "\x1f",
                                                          "\xc2\x85",
                                                          "\xc2\xa0",
                                                          "\xe1\x9a\x80",
                                                          "\xe2\x80\x80",
                                                          "\xe2\x80\x81",
                                                          "\xe2\x80\x82",
                                                          "\xe2\x80\x83",
                                                          "\xe2\x80\x84",
                                                          "\xe2\x80\x85",
                                                          "\xe2\x80\x86",
                                                          "\xe2\x80\x87",
                                                          "\xe2\x80\x88",
                                                          "\xe2\x80\x89",
                                                          "\xe2\x80\x8a",
                                                          "\xe2\x80\xa8",
                                                          "\xe2\x80\xa9",
                                                          "\xe2\x80\xaf",
                                                          "\xe2\x81\x9f",
                                                          "\xe3\x80\x80"};

std::string_view strip(std::string_view text) {
  const auto leads = [&](std::string_view space) { return text.starts_with(space); };
  const auto trails = [&](std::string_view space) { return text.ends_with(space); };
  for (auto it = white_space.begin();
       (it = std::find_if(white_space.begin(), white_space.end(), leads)) != white_space.end();)
    text.remove_prefix(it->size());
  for (auto it = white_space.begin();
       (it = std::find_if(white_space.begin(), white_space.end(), trails)) != white_space.end();)
    text.remove_suffix(it->size());
  return text;
}

std::string_view without_final_period(std::string_view text) {
  text = strip(text);
  if (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

}  // namespace

at::Tensor Clip::tokenize(const Tokenizer& tokenizer, std::span<const std::string> texts, bool strip_final_period,
                          std::int64_t longest) {
  std::vector<std::vector<std::int64_t>> rows;
  const auto limit = static_cast<std::size_t>(longest);
  std::size_t width = 1;
  for (const std::string& text : texts) {
    rows.push_back(
        tokenizer.encode_for_model(strip_final_period ? without_final_period(text) : std::string_view(text)));
    if (rows.back().size() > limit) {
      rows.back().resize(limit);
      rows.back().back() = tokenizer.end_id();
    }
    width = std::max(width, rows.back().size());
  }
  at::Tensor ids = at::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(width)},
                            tokenizer.end_id(), at::kLong);
  std::int64_t* target = ids.mutable_data_ptr<std::int64_t>();
  for (std::size_t i = 0; i < rows.size(); ++i) std::copy(rows[i].begin(), rows[i].end(), target + i * width);
  return ids;
}

}  // namespace vignette
