#pragma once
// Answers to requests: metrics and captions of the moment.

#include <optional>
#include <vector>

#include "store/database.h"
#include "store/records.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class AnswerTable {
 public:
  explicit AnswerTable(Database& database) : database_(database) {}

  void add(const RunAnswer& answer);
  void truncate(RunId run, std::int64_t step);
  std::vector<RunAnswer> of_run(RunId run, std::int64_t after);
  std::optional<RunAnswer> to_request(std::int64_t request);

 private:
  Database& database_;
};

}  // namespace vignette
