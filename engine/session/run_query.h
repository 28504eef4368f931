#pragma once
// Search of runs by an expression: `optimizer.learning_rate < 1e-4 and val/CIDEr > 90`. Plain values: any thread.
//
//   query      = all { "or" all }
//   all        = one { ["and"] one }
//   one        = "not" one | "(" query ")" | field operator value | "tag:" word | word or "quoted words"
//   operator   = < <= > >= = != ~ !~          (~: contains the text, whatever the case)
//   field      = a name of run_fields.h or an alias (lr, bs, seed, cider, …); metrics mean their best value in the unit
//                of papers, "last:SERIES" the newest of a curve
//   value      = number (duration also 90s, 30m, 2h, 1d), word, or "text"
//
// A word alone is looked for in name, tags and note. A run without the value that a comparison needs does not match it,
// and matches != and !~.

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "session/run_fields.h"

namespace vignette {

/// what() says what was expected; `position` and `length` are bytes of the text, for marking it.
class RunQueryError : public std::runtime_error {
 public:
  RunQueryError(const std::string& what, std::size_t at, std::size_t bytes)
      : std::runtime_error(what), position(at), length(bytes) {}
  std::size_t position, length;
};

class RunQuery {
 public:
  /// Matches every run.
  RunQuery() = default;
  /// Blank text matches every run. Throws RunQueryError.
  explicit RunQuery(std::string_view text);

  bool matches(const RunFacts& run) const { return !test_ || test_(run); }
  /// Curves whose newest values it needs (read_last_values).
  const std::vector<std::string>& last_series() const { return last_series_; }
  /// True when it asks for archived runs itself.
  bool names_archived() const { return names_archived_; }

 private:
  using Test = std::function<bool(const RunFacts&)>;
  friend class RunQueryParser;
  Test test_;
  std::vector<std::string> last_series_;
  bool names_archived_ = false;
};

struct QueryCompletion {
  std::size_t position = 0, length = 0;  ///< the bytes that a suggestion takes the place of
  std::vector<std::string> suggestions;  ///< best first; empty when there is nothing to say
};

/// What may stand at `cursor` (bytes): fields (aliases first), then operators and known values (states, choices, tags
/// of `tags`). `metrics` are series of the store.
QueryCompletion complete_run_query(std::string_view text, std::size_t cursor, const std::vector<std::string>& metrics,
                                   const std::vector<std::string>& tags);

}  // namespace vignette
