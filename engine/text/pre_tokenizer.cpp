#include "text/pre_tokenizer.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <stdexcept>

#include "log/log.h"
#include "text/unicode.h"

namespace vignette {
namespace {

// The White_Space property written out: PCRE2's \s also takes U+180E, which the tokenizers' \s does not.
#define WHITE_SPACE R"(\x{9}-\x{d}\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})"

constexpr char kGpt2Words[] = "'(?:[stmd]|re|ve|ll)|\\x20?+\\p{L}++|\\x20?+\\p{N}++|\\x20?+[^" WHITE_SPACE
                              "\\p{L}\\p{N}]++|[" WHITE_SPACE "]+(?![^" WHITE_SPACE "])|[" WHITE_SPACE "]++";
constexpr char kClipWords[] = "'(?:[stmd]|re|ve|ll)|\\p{L}++|\\p{N}|[^" WHITE_SPACE "\\p{L}\\p{N}]++";

#undef WHITE_SPACE

[[noreturn]] void fail(const char* what, int code) {
  PCRE2_UCHAR text[256] = {};
  pcre2_get_error_message(code, text, sizeof text);
  throw std::runtime_error(concat("pre-tokenisation: PCRE2 cannot ", what, ": ", reinterpret_cast<const char*>(text)));
}

std::u32string collapse_blanks(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  bool in_blank = false;
  for (const char32_t code : text) {
    const bool blank = is_white_space(code);
    if (!blank) out += code;
    if (blank && !in_blank) out += U' ';
    in_blank = blank;
  }
  return out;
}

struct FreeMatchData {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

}  // namespace

struct PreTokenizer::Pattern {
  pcre2_code* code = nullptr;

  explicit Pattern(const char* text) {
    int error = 0;
    PCRE2_SIZE offset = 0;
    code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text), PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_NO_UTF_CHECK,
                         &error, &offset, nullptr);
    if (!code) fail("compile its pattern", error);
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // where there is no JIT, matching interprets
  }
  ~Pattern() { pcre2_code_free(code); }
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
};

PreTokenizer::PreTokenizer(TokenizerKind kind)
    : kind_(kind), pattern_(std::make_unique<const Pattern>(kind == TokenizerKind::clip ? kClipWords : kGpt2Words)) {}

PreTokenizer::~PreTokenizer() = default;

std::string PreTokenizer::normalize(std::string_view text) const {
  if (kind_ != TokenizerKind::clip) return repair_utf8(text);
  if (is_ascii(text)) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return static_cast<char>(lower_code_point(static_cast<char32_t>(c))); });
    return lower;  // the split drops blanks, however many
  }
  return encode_utf8(to_lower(collapse_blanks(to_nfc(decode_utf8(text)))));
}

void PreTokenizer::split(std::string_view normalized, const std::function<void(std::string_view)>& word) const {
  const std::unique_ptr<pcre2_match_data, FreeMatchData> match(pcre2_match_data_create(1, nullptr));
  if (!match) throw std::bad_alloc();
  const auto subject = reinterpret_cast<PCRE2_SPTR>(normalized.data());
  for (std::size_t start = 0; start < normalized.size();) {
    const int count =
        pcre2_match(pattern_->code, subject, normalized.size(), start, PCRE2_NO_UTF_CHECK, match.get(), nullptr);
    if (count == PCRE2_ERROR_NOMATCH) return;
    if (count < 0) fail("match", count);
    const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(match.get());
    word(normalized.substr(bounds[0], bounds[1] - bounds[0]));
    start = bounds[1];
  }
}

}  // namespace vignette
