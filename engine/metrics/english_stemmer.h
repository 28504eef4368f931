#pragma once
// Porter's English stemmer (Porter2) of the Snowball project.

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace vignette {

/// One thread at a time.
class EnglishStemmer {
 public:
  EnglishStemmer();
  /// Of a lower-case word, UTF-8.
  std::string stem(std::string_view word);

 private:
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
};

}  // namespace vignette
