#pragma once
// Case directories of goldens/models, and a list of what differs. Free of Qt and LibTorch.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <sstream>
#include <string>
#include <vector>

namespace vignette {

/// The copy in tests/data, and the directory (or its folder models) that $VIGNETTE_GOLDENS names. One without the file
/// `needed` is listed all the same, so that reading it fails.
inline std::vector<std::filesystem::path> golden_cases(const std::string& needed) {
  std::vector<std::filesystem::path> cases = {std::filesystem::path(VIGNETTE_TEST_DATA) / "goldens" / "models"};
  if (const char* extra = std::getenv("VIGNETTE_GOLDENS"); extra != nullptr && *extra != '\0') {
    const std::filesystem::path root(extra);
    cases.push_back(std::filesystem::exists(root / "models" / needed) ? root / "models" : root);
  }
  return cases;
}

class Problems {
 public:
  /// |actual − expected| ≤ relative·max(|expected|, scale).
  void near(const std::string& what, double actual, double expected, double relative = 1e-5, double scale = 1) {
    ++checks_;
    if (std::abs(actual - expected) <= relative * std::max(std::abs(expected), scale)) return;
    std::ostringstream text;
    text.precision(9);
    text << what << ": expected " << expected << ", got " << actual;
    list_.push_back(text.str());
  }
  void near(const std::string& what, const std::vector<double>& actual, const std::vector<double>& expected,
            double relative = 1e-5, double scale = 1) {
    equal(what + ".size", actual.size(), expected.size());
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i)
      near(what + "[" + std::to_string(i) + "]", actual[i], expected[i], relative, scale);
  }
  template <class Value>
  void equal(const std::string& what, const Value& actual, const Value& expected) {
    ++checks_;
    if (actual == expected) return;
    std::ostringstream text;
    text << what << ": expected ";
    print(text, expected);
    text << ", got ";
    print(text, actual);
    list_.push_back(text.str());
  }
  void equal(const std::string& what, const std::vector<double>& actual, std::initializer_list<double> expected) {
    equal(what, actual, std::vector<double>(expected));
  }
  void require(const std::string& what, bool holds) { equal(what, holds, true); }
  /// Empty when all is well and something was checked.
  std::string text() const {
    if (checks_ == 0) return "nothing was checked";
    std::string all;
    for (const std::string& problem : list_) all += problem + "\n";
    return all;
  }

 private:
  template <class Value>
  static void print(std::ostream& out, const Value& value) {
    if constexpr (requires { out << value; }) {
      out << value;
    } else {
      for (const auto& item : value) out << item << ' ';
    }
  }
  std::size_t checks_ = 0;
  std::vector<std::string> list_;
};

}  // namespace vignette
