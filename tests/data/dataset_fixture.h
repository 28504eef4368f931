#pragma once
// Folders of annotation files and pictures for the tests of dataset readers.

#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <string>

#include "data/dataset.h"

namespace vignette {

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

inline void put_picture(const std::filesystem::path& file, const char* from = "rgb.png") {
  std::filesystem::create_directories(file.parent_path());
  std::filesystem::copy_file(std::filesystem::path(VIGNETTE_TEST_DATA) / "pictures" / from, file,
                             std::filesystem::copy_options::overwrite_existing);
}

inline bool has_problem(const Dataset& dataset, const std::string& where, const std::string& what) {
  return std::any_of(dataset.problems.begin(), dataset.problems.end(), [&](const DatasetProblem& problem) {
    return problem.where.find(where) != std::string::npos && problem.what.find(what) != std::string::npos;
  });
}

/// What open_dataset throws; "opened" when it does not.
inline QString error_of(const std::filesystem::path& path, const OpenDatasetOptions& options = {}) {
  try {
    open_dataset(path, options);
  } catch (const DatasetError& error) {
    return QString::fromUtf8(error.what());
  }
  return "opened";
}

}  // namespace vignette
