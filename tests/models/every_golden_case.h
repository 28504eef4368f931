#pragma once
// A Qt Test check over every case directory.

#include <QTest>
#include <filesystem>
#include <string>

#include "models/golden_cases.h"

namespace vignette {

/// `check(directory)` answers the differences it found, a line each, for every golden case that holds the file
/// `needed`.
template <class Check>
void in_every_case(const char* needed, const Check& check) {
  for (const auto& directory : golden_cases(needed)) {
    std::string problems;
    try {
      problems = check(directory);
    } catch (const std::exception& error) {
      problems = error.what();
    }
    QVERIFY2(problems.empty(), (directory.string() + ":\n" + problems).c_str());
  }
}

}  // namespace vignette
