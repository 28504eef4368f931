#include "messages/issues_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QTime>
#include <QVBoxLayout>

#include "app/icons.h"
#include "app/theme.h"

namespace vignette {

namespace {
constexpr int kKept = 1000;
enum Role { SeverityRole = Qt::UserRole, WhereRole, WhatRole, RunRole, TimesRole };
}  // namespace

IssuesView::IssuesView(QWidget* parent) : QWidget(parent), list_(new QListWidget), pages_(new QStackedWidget) {
  list_->setObjectName(QStringLiteral("issueList"));
  list_->setAccessibleName(tr("Issues"));
  list_->setWordWrap(true);
  list_->setIconSize({18, 18});
  list_->setSpacing(3);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* copy = new QAction(tr("Copy"), list_);
  copy->setShortcut(QKeySequence::Copy);
  connect(copy, &QAction::triggered, this, [this] {
    if (auto* item = list_->currentItem()) QApplication::clipboard()->setText(item->text());
  });
  auto* clearAll = new QAction(tr("Clear all"), list_);
  connect(clearAll, &QAction::triggered, this, &IssuesView::clear);
  list_->addActions({copy, clearAll});
  auto* empty = new QLabel(tr("No issues."));
  empty->setProperty("role", "muted");
  empty->setAlignment(Qt::AlignCenter);
  pages_->addWidget(empty);
  pages_->addWidget(list_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
  connect(list_, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
    if (const auto run = item->data(RunRole).toLongLong()) emit runActivated(run);
  });
  connect(&Theme::instance(), &Theme::changed, this, &IssuesView::recolour);
}

void IssuesView::add(const Issue& issue) {
  auto* item = find(issue);
  const int times = item ? item->data(TimesRole).toInt() + 1 : 1;
  if (item)
    list_->takeItem(list_->row(item));
  else
    item = new QListWidgetItem;
  fill(item, issue, times);
  list_->insertItem(0, item);
  while (list_->count() > kKept) delete list_->takeItem(list_->count() - 1);
  changed();
  if (issue.severity == Issue::Severity::error) emit errorAdded(issue.what);
}

QListWidgetItem* IssuesView::find(const Issue& issue) const {
  for (int i = 0; i < list_->count(); ++i) {
    auto* item = list_->item(i);
    if (item->data(WhatRole).toString() == issue.what && item->data(WhereRole).toString() == issue.where &&
        item->data(RunRole).toLongLong() == issue.run)
      return item;
  }
  return nullptr;
}

void IssuesView::fill(QListWidgetItem* item, const Issue& issue, int times) {
  const bool error = issue.severity == Issue::Severity::error;
  const auto& colours = Theme::instance().colours();
  auto head = issue.where;
  if (times > 1) head += tr(" (%n times)", nullptr, times);
  item->setText(head + '\n' + issue.what);
  item->setToolTip(issue.run ? tr("Double-click to select the run.") : QString());
  item->setIcon(linePixmap(error ? QStringLiteral("error") : QStringLiteral("warning"), 18,
                           error ? colours.error : colours.warning, devicePixelRatioF()));
  item->setData(SeverityRole, int(issue.severity));
  item->setData(WhereRole, issue.where);
  item->setData(WhatRole, issue.what);
  item->setData(RunRole, issue.run);
  item->setData(TimesRole, times);
}

void IssuesView::recolour() {
  for (int i = 0; i < list_->count(); ++i) {
    auto* item = list_->item(i);
    const auto issue = issueOf(item);
    fill(item, issue, issue.times);
  }
}

Issue IssuesView::issueOf(const QListWidgetItem* item) {
  return {Issue::Severity(item->data(SeverityRole).toInt()), item->data(WhereRole).toString(),
          item->data(WhatRole).toString(), item->data(RunRole).toLongLong(), item->data(TimesRole).toInt()};
}

QList<Issue> IssuesView::issues() const {
  QList<Issue> all;
  for (int i = 0; i < list_->count(); ++i) all << issueOf(list_->item(i));
  return all;
}

void IssuesView::restore(const QList<Issue>& issues) {
  list_->clear();
  for (const auto& issue : issues) {
    list_->addItem(new QListWidgetItem);
    fill(list_->item(list_->count() - 1), issue, issue.times);
  }
  changed();
}

int IssuesView::count() const {
  return list_->count();
}

void IssuesView::clear() {
  list_->clear();
  changed();
}

void IssuesView::changed() {
  pages_->setCurrentIndex(list_->count() > 0 ? 1 : 0);
  emit countChanged(list_->count());
}

}  // namespace vignette
