#include "session/watch/run_feed.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "session/watch/messages.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

using Json = nlohmann::json;

constexpr std::size_t points_a_portion = 4096;
constexpr std::int64_t captions_a_portion = 200;
constexpr std::size_t newest_steps = 2;  // captions of these may still be growing

struct Enough {};

/// Points after `end`, at most `limit`.
std::vector<CurvePoint> points_after(ExperimentStore& store, RunId run, const std::string& series, SeriesEnd end,
                                     bool begun, std::size_t limit) {
  std::vector<CurvePoint> found;
  auto skip = begun ? end.points : 0;
  try {
    const auto first = begun ? end.step : std::numeric_limits<std::int64_t>::min();
    store.read_curve(run, series, first, std::numeric_limits<std::int64_t>::max(), [&](auto points) {
      for (const auto& point : points) {
        if (skip > 0 && point.step == end.step) {
          --skip;
          continue;
        }
        if (found.size() == limit) throw Enough();
        found.push_back(point);
      }
    });
  } catch (const Enough&) {
  }
  return found;
}

void note(SeriesEnd& end, const std::vector<CurvePoint>& sent) {
  for (const auto& point : sent) {
    if (point.step != end.step) end = {point.step, 0};
    ++end.points;
  }
}

bool same(const ClockMark& a, const ClockMark& b) {
  return a.step == b.step && a.time == b.time && a.wall_offset == b.wall_offset;
}

}  // namespace

RunFeed::RunFeed(const Json& known)
    : run_(known.at("run")), steps_(known.at("steps")), clock_(clock_of(known.at("clock"))) {
  for (const auto& [name, end] : known.at("series").get_ref<const Json::object_t&>())
    series_[name] = {end.at(0).get<std::int64_t>(), end.at(1).get<std::int64_t>()};
  for (const auto& [step, count] : known.at("captions").get_ref<const Json::object_t&>())
    captions_[std::stoll(step)] = count;
  answer_ = known.at("answers");
}

bool RunFeed::advance(ExperimentStore& store, const Send& send) {
  const auto before = stage_;
  switch (stage_) {
    case Stage::cut:
      cut(store, send);
      stage_ = Stage::details;
      break;
    case Stage::details:
      details(store, send);
      stage_ = Stage::curves;
      break;
    case Stage::curves:
      if (!curves(store, send)) stage_ = Stage::captions;
      break;
    case Stage::captions:
      if (!captions(store, send)) stage_ = Stage::answers;
      break;
    case Stage::answers:
      answers(store, send);
      finish(store, send);
      stage_ = Stage::done;
      break;
    case Stage::done:
      break;
  }
  return before != Stage::done;
}

/// Where the steps that the client has stop being the run's: a resume writes a mark of the clock at its first step.
std::int64_t RunFeed::first_difference(const std::vector<ClockMark>& now) const {
  for (std::size_t i = 0; i < clock_.size(); ++i) {
    if (i < now.size() && same(clock_[i], now[i])) continue;
    return i < now.size() ? std::min(now[i].step, clock_[i].step) - 1 : clock_[i].step - 1;
  }
  return now.size() > clock_.size() ? now[clock_.size()].step - 1 : std::numeric_limits<std::int64_t>::max();
}

void RunFeed::cut(ExperimentStore& store, const Send& send) {
  const auto clock = store.clock(run_);
  auto last = first_difference(clock);
  if (const auto record = store.run(run_)) last = std::min(last, record->steps);
  clock_ = clock;
  if (last >= steps_) return;
  send({{"cut", {{"run", run_}, {"after", last}}}});
  news_ = true;
  steps_ = last;
  page_.reset();
  std::erase_if(checked_, [last](std::int64_t step) { return step > last; });
  std::erase_if(captions_, [last](const auto& one) { return one.first > last; });
  for (auto& [name, end] : series_)
    if (end.step > last) {  // what the client keeps of it ends where the store's part up to there does
      end = {std::numeric_limits<std::int64_t>::min(), 0};
      store.read_curve(run_, name, std::numeric_limits<std::int64_t>::min(), last, [&end = end](auto points) {
        note(end, {points.begin(), points.end()});
      });
    }
}

void RunFeed::details(ExperimentStore& store, const Send& send) {
  auto now = details_message({store.phases(run_), store.parameter_changes(run_), store.marks(run_), store.clock(run_),
                              store.checkpoints(run_)});
  now["run"] = run_;
  auto text = watch_line(now);
  if (text == details_) return;
  details_ = std::move(text);
  send({{"details", std::move(now)}});
  news_ = true;
}

bool RunFeed::curves(ExperimentStore& store, const Send& send) {
  auto message = Json::object();
  std::size_t room = points_a_portion;
  for (const auto& name : store.series(run_)) {
    if (room == 0) break;
    const bool begun = series_.contains(name);
    auto& end = series_.try_emplace(name, SeriesEnd{std::numeric_limits<std::int64_t>::min(), 0}).first->second;
    const auto points = points_after(store, run_, name, end, begun, room);
    if (points.empty()) continue;
    note(end, points);
    steps_ = std::max(steps_, end.step);
    auto& list = message[name] = Json::array();
    for (const auto& point : points) list.push_back(point_message(point));
    room -= points.size();
  }
  if (message.empty()) return false;
  send({{"points", {{"run", run_}, {"series", std::move(message)}}}});
  news_ = true;
  return room == 0;
}

/// Newest steps first: they are looked at first. A step of which the client has another number goes whole.
bool RunFeed::captions(ExperimentStore& store, const Send& send) {
  if (!page_ && !next_step(store)) return false;
  CaptionQuery query;
  query.run = run_;
  query.step = page_->step;
  query.offset = page_->sent;
  query.limit = captions_a_portion;
  auto list = Json::array();
  for (const auto& caption : store.captions(query)) list.push_back(caption_message(caption));
  const bool last = static_cast<std::int64_t>(list.size()) < captions_a_portion;
  page_->sent += static_cast<std::int64_t>(list.size());
  if (!list.empty()) send({{"captions", {{"run", run_}, {"captions", std::move(list)}}}});
  news_ = true;
  if (last) {
    captions_[page_->step] = page_->count;
    steps_ = std::max(steps_, page_->step);
    page_.reset();
  }
  return true;
}

bool RunFeed::next_step(ExperimentStore& store) {
  auto steps = store.caption_steps(run_);
  std::ranges::reverse(steps);
  CaptionQuery query;
  query.run = run_;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto sent = captions_.find(steps[i]);
    if (sent != captions_.end() && i >= newest_steps && checked_.contains(steps[i])) continue;
    query.step = steps[i];
    const auto count = store.count_captions(query);
    checked_.insert(steps[i]);
    if (sent != captions_.end() && sent->second == count) continue;
    page_ = Page{steps[i], 0, count};
    return true;
  }
  return false;
}

void RunFeed::answers(ExperimentStore& store, const Send& send) {
  auto list = Json::array();
  for (const auto& answer : store.answers(run_, answer_)) {
    list.push_back(answer_message(answer));
    answer_ = answer.id;
  }
  if (list.empty()) return;
  send({{"answers", std::move(list)}});
  news_ = true;
}

void RunFeed::finish(ExperimentStore& store, const Send& send) {
  if (!std::exchange(news_, false)) return;
  const auto record = store.run(run_);
  send({{"synced", {{"run", run_}, {"steps", record ? record->steps : 0}}}});
}

}  // namespace vignette
