#pragma once
// What one client still has to hear of one run. Internal to WatchServer.

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "store/run_mirror.h"

namespace vignette {

class ExperimentStore;

class RunFeed {
 public:
  using Send = std::function<void(const nlohmann::json&)>;

  /// `known` is what the client said it has: {run, steps, clock, series: {name: [step, points]}, captions: {step:
  /// count}, answers}. Throws nlohmann::json::exception.
  explicit RunFeed(const nlohmann::json& known);
  RunId run() const { return run_; }

  /// The store changed: look at everything again.
  void look_again() { stage_ = Stage::cut; }
  /// Sends the next portion, under about a megabyte; false once the client has everything.
  bool advance(ExperimentStore& store, const Send& send);

 private:
  enum class Stage { cut, details, curves, captions, answers, done };
  void cut(ExperimentStore& store, const Send& send);
  void details(ExperimentStore& store, const Send& send);
  bool curves(ExperimentStore& store, const Send& send);
  bool captions(ExperimentStore& store, const Send& send);
  bool next_step(ExperimentStore& store);
  void answers(ExperimentStore& store, const Send& send);
  void finish(ExperimentStore& store, const Send& send);
  std::int64_t first_difference(const std::vector<ClockMark>& now) const;

  RunId run_;
  Stage stage_ = Stage::cut;
  std::int64_t steps_ = 0;
  std::vector<ClockMark> clock_;
  std::map<std::string, SeriesEnd> series_;
  std::map<std::int64_t, std::int64_t> captions_;  // of each step: how many the client has
  std::set<std::int64_t> checked_;                 // steps whose number was compared once
  struct Page {
    std::int64_t step = 0, sent = 0, count = 0;
  };
  std::optional<Page> page_;  // the step that is being sent
  std::int64_t answer_ = 0;
  std::string details_;
  bool news_ = true;  // something was sent since the client was last told that it has everything
};

}  // namespace vignette
