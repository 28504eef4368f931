#include "runs/branch_dialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vignette {

namespace {
QString kindText(const std::string& kind) {
  if (kind == "best") return BranchDialog::tr("best");
  if (kind == "good") return BranchDialog::tr("among the best");
  if (kind == "final") return BranchDialog::tr("at the end");
  return BranchDialog::tr("on the way");
}
}  // namespace

BranchDialog::BranchDialog(const QString& run, std::vector<CheckpointRecord> checkpoints, QWidget* parent)
    : QDialog(parent), checkpoints_(std::move(checkpoints)) {
  setObjectName(QStringLiteral("branchDialog"));
  setWindowTitle(tr("Branch off %1").arg(run));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* text = new QLabel(
      tr("The new run goes on from this checkpoint: its weights, its optimisers, its step. What it does otherwise is "
         "chosen in Experiment before it starts."));
  text->setWordWrap(true);
  auto* table = new QTreeWidget;
  table->setObjectName(QStringLiteral("checkpoints"));
  fill(table);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("Branch here"));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(text);
  layout->addWidget(table, 1);
  layout->addWidget(buttons);
  resize(520, 340);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(table, &QTreeWidget::itemDoubleClicked, this, &QDialog::accept);
  connect(this, &QDialog::accepted, this, [this, table] {
    const auto row = table->indexOfTopLevelItem(table->currentItem());
    if (row >= 0) emit chosen(checkpoints_[checkpoints_.size() - 1 - std::size_t(row)]);
  });
}

/// The newest on top.
void BranchDialog::fill(QTreeWidget* table) const {
  const QLocale locale;
  table->setRootIsDecorated(false);
  table->setHeaderLabels({tr("Step"), tr("Written"), tr("Score"), tr("When"), tr("Size")});
  for (auto it = checkpoints_.rbegin(); it != checkpoints_.rend(); ++it)
    new QTreeWidgetItem(table,
                        {locale.toString(qint64(it->step)), kindText(it->kind),
                         it->metric ? locale.toString(*it->metric, 'f', 4) : QString(),
                         locale.toString(QDateTime::fromSecsSinceEpoch(qint64(it->created_at)), QLocale::ShortFormat),
                         locale.formattedDataSize(it->bytes)});
  table->setCurrentItem(table->topLevelItem(0));
  table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

}  // namespace vignette
