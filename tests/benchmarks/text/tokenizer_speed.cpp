// Texts a second of a tokenizer: encode one after the other, and encode_batch by threads.
//
// usage: tokenizer_speed gpt2|roberta|clip|clip-openai TOKENIZER TEXTS [threads|ids]
// TEXTS: a text a line. With "ids": a JSON string a line, of which the program prints, a JSON array a line, the ids of
// encode(), the ranges [begin, end, …] of encode_with_ranges(), and the texts of decode() without and with special
// tokens. Prints a JSON object: "load" in seconds, the median pass of half a second of each way as "encode" and
// "encode_batch" (seconds for all texts), and "ids".
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "text/tokenizer.h"

using namespace vignette;

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds of one pass: the median of those that fit in half a second, at least three.
template <class Pass>
double seconds(Pass&& pass) {
  pass();
  std::vector<double> taken;
  for (const double begin = now(); taken.size() < 3 || now() - begin < 0.5;) {
    const double start = now();
    pass();
    taken.push_back(now() - start);
  }
  std::nth_element(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(taken.size() / 2), taken.end());
  return taken[taken.size() / 2];
}

TokenizerKind kind_of(const std::string& name) {
  if (name == "gpt2") return TokenizerKind::gpt2;
  if (name == "roberta") return TokenizerKind::roberta;
  if (name == "clip") return TokenizerKind::clip;
  if (name == "clip-openai") return TokenizerKind::clip;
  throw std::invalid_argument("the kind is gpt2, roberta, clip or clip-openai");
}

std::vector<std::string> read_lines(const char* file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(std::string(file).append(": cannot be read"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void print_ids(const Tokenizer& tokenizer, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    const auto text = nlohmann::json::parse(line).get<std::string>();
    const auto ids = tokenizer.encode(text);
    const auto ranged = tokenizer.encode_with_ranges(text);
    std::vector<std::size_t> ranges;
    if (ranged.ids == ids)
      for (const ByteRange& range : ranged.ranges) ranges.insert(ranges.end(), {range.begin, range.end});
    const nlohmann::json row = {ids, ranges, tokenizer.decode(ids, true, false), tokenizer.decode(ids, false, false)};
    std::cout << row.dump() << '\n';
  }
}

int measure(int argc, char** argv) {
  if (argc < 4)
    throw std::invalid_argument("usage: tokenizer_speed gpt2|roberta|clip|clip-openai TOKENIZER TEXTS [threads|ids]");
  const std::string kind = argv[1], how = argc > 4 ? argv[4] : "0";
  const auto texts = read_lines(argv[3]);
  const double begin = now();
  const auto tokenizer =
      load_tokenizer(argv[2], kind_of(kind), kind == "clip-openai" ? ClipCleaning::openai : ClipCleaning::hugging_face);
  const double load = now() - begin;
  if (how == "ids") {
    print_ids(*tokenizer, texts);
    return 0;
  }
  std::size_t ids = 0;
  const double one = seconds([&] {
    ids = 0;
    for (const auto& text : texts) ids += tokenizer->encode_for_model(text).size();
  });
  std::size_t batch_ids = 0;
  const double batch = seconds([&] {
    batch_ids = 0;
    for (const auto& row : encode_batch(*tokenizer, texts, true, std::stoi(how))) batch_ids += row.size();
  });
  if (ids != batch_ids) throw std::runtime_error("encode and encode_batch differ");
  const nlohmann::json figures = {{"load", load}, {"encode", one}, {"encode_batch", batch}, {"ids", ids}};
  std::cout << figures.dump() << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return measure(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
