#include "commands/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "app/theme.h"
#include "commands/fuzzy_match.h"

namespace vignette {
namespace {

constexpr int kShown = 60;
enum Role { IndexRole = Qt::UserRole, PositionsRole, GroupRole, KeysRole };

QList<QTextLayout::FormatRange> formatsOf(const QVariantList& positions, const QColor& colour) {
  QList<QTextLayout::FormatRange> formats;
  QTextCharFormat strong;
  strong.setFontWeight(QFont::Bold);
  strong.setForeground(colour);
  for (const auto& position : positions) formats.push_back({position.toInt(), 1, strong});
  return formats;
}

/// Name with the found letters marked; group and keys on the right.
class CommandDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {100, option.fontMetrics.height() + 12};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto& c = Theme::instance().colours();
    if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, c.accentFaint);
    const auto room = option.rect.adjusted(12, 0, -12, 0);
    const auto side = sideText(index);
    const int width = option.fontMetrics.horizontalAdvance(side);
    painter->setPen(c.muted);
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, side);
    painter->setPen(c.text);
    QTextLayout layout(
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width() - width - 24), option.font);
    layout.setFormats(formatsOf(index.data(PositionsRole).toList(), c.accentStrong));
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - layout.boundingRect().height()) / 2));
  }

 private:
  static QString sideText(const QModelIndex& index) {
    const auto keys = index.data(KeysRole).toString(), group = index.data(GroupRole).toString();
    return keys.isEmpty() ? group : group + QStringLiteral("   ") + keys;
  }
};

}  // namespace

CommandPalette::CommandPalette(QList<Command> commands, QStringList recent, QWidget* parent)
    : QDialog(parent), commands_(std::move(commands)), recent_(std::move(recent)) {
  setObjectName(QStringLiteral("commandPalette"));
  setWindowTitle(tr("Commands"));
  setAttribute(Qt::WA_DeleteOnClose);
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("commandSearch"));
  search_->setPlaceholderText(tr("Command, run, parameter, curve, view or help page"));
  search_->setAccessibleName(tr("Commands"));
  search_->installEventFilter(this);
  list_ = new QListWidget;
  list_->setObjectName(QStringLiteral("commandList"));
  list_->setAccessibleName(tr("Commands found"));
  list_->setItemDelegate(new CommandDelegate(list_));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  nothing_ = new QLabel(tr("Nothing has these letters in this order."));
  nothing_->setProperty("role", "muted");
  nothing_->setAlignment(Qt::AlignCenter);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search_);
  layout->addWidget(list_, 1);
  layout->addWidget(nothing_, 1);
  connect(search_, &QLineEdit::textChanged, this, &CommandPalette::fill);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
  const int line = fontMetrics().height();
  resize(qMin(line * 38, parent ? parent->width() - 40 : line * 38), line * 26);
  fill();
}

QList<CommandPalette::Hit> CommandPalette::hits(const QString& text) const {
  QList<Hit> found;
  for (int i = 0; i < commands_.size(); ++i) {
    const auto& command = commands_[i];
    const auto used = recent_.indexOf(command.id);
    const int recency = used < 0 ? 0 : text.isEmpty() ? 1000 - int(used) : 6;
    if (const auto match = fuzzyMatch(text, command.text)) {
      found.push_back({i, match->score + recency, match->positions});
    } else if (const auto wide = fuzzyMatch(text, command.group + ' ' + command.text)) {
      found.push_back({i, wide->score - 20 + recency, {}});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
  return found.mid(0, kShown);
}

void CommandPalette::fill() {
  list_->clear();
  for (const auto& hit : hits(search_->text())) {
    const auto& command = commands_[hit.command];
    auto* item = new QListWidgetItem(command.text, list_);
    QVariantList positions;
    for (const int position : hit.positions) positions << position;
    item->setData(IndexRole, hit.command);
    item->setData(PositionsRole, positions);
    item->setData(GroupRole, command.group);
    item->setData(KeysRole, command.shortcut);
    item->setData(Qt::AccessibleTextRole, QStringList{command.text, command.group, command.shortcut}.join(' '));
  }
  list_->setCurrentRow(0);
  list_->setVisible(list_->count() > 0);
  nothing_->setVisible(list_->count() == 0);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != search_ || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const auto key = static_cast<QKeyEvent*>(event)->key();
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    runCurrent();
    return true;
  }
  if (key != Qt::Key_Up && key != Qt::Key_Down && key != Qt::Key_PageUp && key != Qt::Key_PageDown) return false;
  QApplication::sendEvent(list_, event);
  return true;
}

/// The command runs once the palette is gone, so that it finds the window as it was.
void CommandPalette::runCurrent() {
  const auto* item = list_->currentItem();
  if (!item) return;
  const auto& command = commands_[item->data(IndexRole).toInt()];
  emit chosen(command.id);
  if (auto* window = parentWidget()) QTimer::singleShot(0, window, command.run);
  accept();
}

}  // namespace vignette
