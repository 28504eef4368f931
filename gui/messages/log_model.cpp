#include "messages/log_model.h"

#include <QBrush>
#include <mutex>

#include "app/theme.h"

namespace vignette {

namespace {
constexpr int kTakeOverMilliseconds = 100;
}

struct LogModel::Inbox {
  std::mutex mutex;
  std::deque<Line> lines;
};

LogModel::LogModel(int bound, QObject* parent, Source source)
    : QAbstractListModel(parent), bound_(bound), inbox_(std::make_shared<Inbox>()) {
  if (source == Source::given) return;
  subscription_ = std::make_unique<LogSubscription>([inbox = inbox_, bound](const LogRecord& record) {
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(record.time.time_since_epoch()).count();
    Line line{record.level, QDateTime::fromMSecsSinceEpoch(milliseconds), QString::fromStdString(record.text)};
    std::lock_guard lock(inbox->mutex);
    inbox->lines.push_back(std::move(line));
    if (int(inbox->lines.size()) > bound) inbox->lines.pop_front();
  });
  timer_.setInterval(kTakeOverMilliseconds);
  connect(&timer_, &QTimer::timeout, this, &LogModel::takeOver);
  timer_.start();
}

LogModel::~LogModel() = default;

void LogModel::takeOver() {
  std::deque<Line> lines;
  {
    std::lock_guard lock(inbox_->mutex);
    lines.swap(inbox_->lines);
  }
  if (!lines.empty()) append(std::move(lines));
}

void LogModel::append(std::deque<Line> lines) {
  if (int(lines.size()) > bound_) lines.erase(lines.begin(), lines.end() - bound_);
  const int over = int(lines_.size() + lines.size()) - bound_;
  if (over > 0) dropOldest(qMin(over, int(lines_.size())));
  beginInsertRows({}, int(lines_.size()), int(lines_.size() + lines.size()) - 1);
  for (auto& line : lines) lines_.push_back(std::move(line));
  endInsertRows();
}

void LogModel::dropOldest(int count) {
  if (count <= 0) return;
  beginRemoveRows({}, 0, count - 1);
  lines_.erase(lines_.begin(), lines_.begin() + count);
  endRemoveRows();
}

void LogModel::clear() {
  beginResetModel();
  lines_.clear();
  endResetModel();
}

int LogModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(lines_.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= int(lines_.size())) return {};
  const auto& line = lines_[std::size_t(index.row())];
  const auto& colours = Theme::instance().colours();
  switch (role) {
    case Qt::DisplayRole:
      return line.time.toString(QStringLiteral("hh:mm:ss  ")) + line.text;
    case Qt::ToolTipRole:
      return line.text;
    case Qt::ForegroundRole:
      if (line.level == LogLevel::error) return QBrush(colours.error);
      if (line.level == LogLevel::warning) return QBrush(colours.warning);
      return line.level == LogLevel::debug ? QVariant(QBrush(colours.muted)) : QVariant();
    case LevelRole:
      return int(line.level);
    case TextRole:
      return line.text;
    case TimeRole:
      return line.time;
    default:
      return {};
  }
}

}  // namespace vignette
