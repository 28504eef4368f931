#include "commands/shortcuts_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "commands/command.h"

namespace vignette {

ShortcutsDialog::ShortcutsDialog(QWidget* window) : QDialog(window) {
  setObjectName(QStringLiteral("shortcutsDialog"));
  setWindowTitle(tr("Keyboard shortcuts"));
  setAttribute(Qt::WA_DeleteOnClose);
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("shortcutSearch"));
  search_->setPlaceholderText(tr("Search by name or key"));
  search_->setAccessibleName(search_->placeholderText());
  search_->setClearButtonEnabled(true);
  tree_ = new QTreeWidget;
  tree_->setObjectName(QStringLiteral("shortcutList"));
  tree_->setAccessibleName(windowTitle());
  tree_->setHeaderLabels({tr("Action"), tr("Keys")});
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  tree_->header()->setStretchLastSection(false);
  addActions(window);
  addFixedKeys();
  tree_->expandAll();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(search_, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search_);
  layout->addWidget(tree_, 1);
  layout->addWidget(buttons);
  const int line = fontMetrics().height();
  resize(line * 32, line * 34);
}

void ShortcutsDialog::addActions(QWidget* window) {
  for (const auto* action : window->findChildren<QAction*>()) {
    const auto group = groupOf(action);
    if (action->shortcut().isEmpty() || action->text().isEmpty() || group.isEmpty()) continue;
    addRow(group, plainText(action), action->shortcut().toString(QKeySequence::NativeText));
  }
}

/// Keys that views take without an action of their own.
void ShortcutsDialog::addFixedKeys() {
  const auto curves = tr("Curves");
  addRow(curves, tr("Move along the curve"), tr("←, →"));
  addRow(curves, tr("Zoom in and out"), tr("+, −"));
  addRow(curves, tr("Show everything"), tr("Home"));
  addRow(curves, tr("Zoom back"), tr("Backspace"));
  addRow(curves, tr("Logarithmic axis"), tr("L"));
  addRow(curves, tr("Write a note"), tr("N"));
  addRow(curves, tr("List of markers"), tr("M"));
  const auto captions = tr("Captions");
  addRow(captions, tr("Stored step before or after"), tr("Alt+←, Alt+→"));
  addRow(captions, tr("Close the detail"), tr("Escape"));
  addRow(tr("Everywhere"), tr("From field to field"), tr("Tab, Shift+Tab"));
}

void ShortcutsDialog::addRow(const QString& group, const QString& text, const QString& keys) {
  const auto found = tree_->findItems(group, Qt::MatchExactly);
  auto* parent = found.isEmpty() ? new QTreeWidgetItem(tree_, {group}) : found.first();
  for (int i = 0; i < parent->childCount(); ++i)
    if (parent->child(i)->text(0) == text && parent->child(i)->text(1) == keys) return;
  new QTreeWidgetItem(parent, {text, keys});
}

void ShortcutsDialog::filter(const QString& text) {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    auto* group = tree_->topLevelItem(i);
    bool any = false;
    for (int j = 0; j < group->childCount(); ++j) {
      auto* row = group->child(j);
      const bool shown = row->text(0).contains(text, Qt::CaseInsensitive) ||
                         row->text(1).contains(text, Qt::CaseInsensitive) ||
                         group->text(0).contains(text, Qt::CaseInsensitive);
      row->setHidden(!shown);
      any = any || shown;
    }
    group->setHidden(!any);
  }
}

}  // namespace vignette
