#include "messages/run_log.h"

#include <QFile>

#include "app/background.h"

namespace vignette {

namespace {
constexpr int kLookMilliseconds = 500;

struct Portion {
  std::deque<LogModel::Line> lines;
  qint64 offset = 0;
  bool again = false;  // the file is shorter than before: another one
};

/// Whole lines after `offset`; an unfinished last one waits.
Portion readPortion(const QString& name, qint64 offset) {
  Portion portion;
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return portion;
  const auto size = file.size();
  portion.again = offset > size;
  qint64 from = portion.again || offset < 0 ? 0 : offset;
  const bool cut = size - from > RunLogModel::kNewestBytes;
  if (cut) from = size - RunLogModel::kNewestBytes;
  file.seek(from);
  auto bytes = file.read(size - from);
  if (cut) {
    const auto first = bytes.indexOf('\n') + 1;
    bytes.remove(0, first);
    from += first;
  }
  const auto end = bytes.lastIndexOf('\n') + 1;
  portion.offset = from + end;
  bytes.truncate(end);
  LogModel::Line before{LogLevel::info, {}, {}};
  for (const auto& line : QString::fromUtf8(bytes).split('\n', Qt::SkipEmptyParts))
    portion.lines.push_back(before = logLineOf(line, before));
  return portion;
}
}  // namespace

LogModel::Line logLineOf(const QString& text, const LogModel::Line& before) {
  const auto bracket = text.indexOf(QLatin1String(" ["));
  const auto close = text.indexOf(QLatin1String("] "));
  const auto time = QDateTime::fromString(text.left(23), QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
  if (bracket != 23 || close < 0 || !time.isValid()) return {before.level, before.time, text};
  const auto name = text.mid(25, close - 25);
  const auto level = name == QLatin1String("error")     ? LogLevel::error
                     : name == QLatin1String("warning") ? LogLevel::warning
                     : name == QLatin1String("debug")   ? LogLevel::debug
                                                        : LogLevel::info;
  return {level, time, text.mid(close + 2)};
}

RunLogModel::RunLogModel(int bound, QObject* parent) : LogModel(bound, parent, Source::given), timer_(this) {
  timer_.setInterval(kLookMilliseconds);
  connect(&timer_, &QTimer::timeout, this, &RunLogModel::readOn);
}

void RunLogModel::setFile(const QString& file) {
  if (file == file_) return;
  file_ = file;
  ++generation_;
  offset_ = -1;
  reading_ = false;
  clear();
  if (timer_.isActive()) readOn();
}

void RunLogModel::setFollowing(bool following) {
  if (following == timer_.isActive()) return;
  if (!following) return timer_.stop();
  timer_.start();
  readOn();
}

void RunLogModel::readOn() {
  if (reading_ || file_.isEmpty()) return;
  reading_ = true;
  inBackground(
      this, [file = file_, offset = offset_] { return readPortion(file, offset); },
      [this, generation = generation_](std::optional<Portion> portion, const QString&) {
        if (generation != generation_) return;
        reading_ = false;
        if (!portion) return;
        if (portion->again) clear();
        offset_ = portion->offset;
        if (!portion->lines.empty()) append(std::move(portion->lines));
      });
}

}  // namespace vignette
