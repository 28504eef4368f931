#pragma once
// For tests whose checks are made elsewhere (beside LibTorch) and answer what is wrong as text.

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <string>

inline void expect_none(const std::string& problems) {
  QVERIFY2(problems.empty(), problems.c_str());
}

/// One empty folder after another.
class FreshFolders {
 public:
  std::filesystem::path operator()() {
    const auto path = std::filesystem::path(folder_.path().toStdString()) / std::to_string(++count_);
    std::filesystem::create_directories(path);
    return path;
  }

 private:
  QTemporaryDir folder_;
  int count_ = 0;
};
