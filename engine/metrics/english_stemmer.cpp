#include "metrics/english_stemmer.h"

#include <libstemmer.h>

#include <limits>
#include <new>
#include <stdexcept>

namespace vignette {

void EnglishStemmer::Deleter::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

EnglishStemmer::EnglishStemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {
  if (!stemmer_) throw std::runtime_error("libstemmer was built without its English stemmer");
}

std::string EnglishStemmer::stem(std::string_view word) {
  if (word.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::string(word);
  const auto* stem =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace vignette
