#include "queue/queue_runner.h"

#include "app/gui_session.h"
#include "app/store_access.h"
#include "session/run_pace.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr int kReadMilliseconds = 300;
constexpr auto kOnFailure = "queue/on_failure";

std::optional<double> secondsOf(const RunPace& pace, const QueuedRun& entry) {
  try {
    return pace.seconds(Recipe::from_text(entry.recipe, entry.name));
  } catch (const RecipeError&) {
    return std::nullopt;  // it says so when its turn comes
  }
}

/// Times are looked up anew only when the entries are others: a store that trains changes all the time.
std::vector<QueueRow> readRows(ExperimentStore& open, const std::vector<QueueRow>& before) {
  std::vector<QueueRow> rows;
  for (auto& entry : open.queue()) rows.push_back({std::move(entry), std::nullopt});
  bool same = rows.size() == before.size();
  for (std::size_t i = 0; same && i < rows.size(); ++i) same = rows[i].entry == before[i].entry && before[i].seconds;
  if (same) return before;
  if (rows.empty()) return rows;
  const RunPace pace(open);
  for (auto& row : rows) row.seconds = secondsOf(pace, row.entry);
  return rows;
}
}  // namespace

QueueRunner::QueueRunner(StoreAccess* store, GuiSession* session, QObject* parent)
    : QObject(parent), store_(store), session_(session) {
  wait_.setSingleShot(true);
  wait_.setInterval(kReadMilliseconds);
  connect(&wait_, &QTimer::timeout, this, &QueueRunner::read);
  connect(store_, &StoreAccess::changed, this, &QueueRunner::refresh);
  connect(session_, &GuiSession::failed, this, [this](const QString& what) { failure_ = what; });
  connect(session_, &GuiSession::ended, this,
          [this](qint64 run, RunState state) { noteEnd(run, state == RunState::failed); });
}

void QueueRunner::storeOpened() {
  rows_.clear();
  first_ = true;
  wanted_ = 0;
  read();
}

void QueueRunner::refresh() {
  if (!wait_.isActive()) wait_.start();
}

void QueueRunner::read() {
  using Read = std::pair<std::vector<QueueRow>, bool>;
  store_->query(
      this,
      [before = rows_](ExperimentStore& open) {
        return Read(readRows(open, before), open.setting(kOnFailure).value_or("") == "stop");
      },
      [this](Read read) {
        stopsOnFailure_ = read.second;
        take(std::move(read.first), std::exchange(first_, false));
      });
}

void QueueRunner::take(std::vector<QueueRow> rows, bool first) {
  if (first) paused_ = !rows.empty();
  const bool news = first || rows != rows_;
  rows_ = std::move(rows);
  if (news) emit changed();
  next();
}

const QueuedRun* QueueRunner::firstReady() const {
  for (const auto& row : rows_)
    if (row.entry.problem.empty()) return &row.entry;
  return nullptr;
}

bool QueueRunner::waiting() const {
  return firstReady() != nullptr;
}

QString QueueRunner::nextName() const {
  const auto* next = firstReady();
  return next ? QString::fromStdString(next->name) : QString();
}

void QueueRunner::setPaused(bool paused) {
  if (paused_ == paused) return;
  paused_ = paused;
  emit changed();
  next();
}

void QueueRunner::setStopsOnFailure(bool stops) {
  stopsOnFailure_ = stops;
  store_->write([stops](ExperimentStore& open) { open.set_setting(kOnFailure, stops ? "stop" : "go on"); });
  emit changed();
}

void QueueRunner::startNow(qint64 entry) {
  wanted_ = entry;
  next();
}

void QueueRunner::next() {
  if (first_ || starting_ || session_->active()) return;
  for (const auto& row : rows_) {
    const bool chosen = wanted_ != 0 ? row.entry.id == wanted_ : !paused_ && row.entry.problem.empty();
    if (!chosen) continue;
    wanted_ = 0;
    return start(row.entry);
  }
  wanted_ = 0;
}

/// By the entry as it is in the store now: an edit may be newer than the list.
void QueueRunner::start(const QueuedRun& entry) {
  starting_ = true;
  store_->query(
      this, [id = entry.id](ExperimentStore& open) { return open.queued_run(id); },
      [this](const std::optional<QueuedRun>& found) {
        starting_ = false;
        if (!found) return refresh();
        if (session_->active()) return;
        current_ = found->id;
        currentName_ = QString::fromStdString(found->name);
        failure_.clear();
        try {
          const auto recipe = Recipe::from_text(found->recipe, found->name);
          session_->start(store_->file(), recipe, currentName_, found->id);
        } catch (const std::exception& error) {
          failure_ = QString::fromUtf8(error.what());
          noteEnd(0, true);
        }
        emit changed();
      });
}

/// Of a run that never was stored: the entry is still there and keeps the reason. Then the next one's turn comes.
void QueueRunner::noteEnd(qint64 run, bool failed) {
  const auto entry = std::exchange(current_, 0);
  const bool refused = entry != 0 && run == 0;
  if (refused) {
    const auto why = failure_.isEmpty() ? tr("The run did not start.") : failure_;
    store_->write([entry, why = why.toStdString()](ExperimentStore& open) { open.set_queued_problem(entry, why); });
    for (auto& row : rows_)
      if (row.entry.id == entry) row.entry.problem = why.toStdString();
    emit this->refused(currentName_, why);
  }
  if (entry != 0 && failed && stopsOnFailure_) paused_ = true;
  emit changed();
  read();
}

}  // namespace vignette
