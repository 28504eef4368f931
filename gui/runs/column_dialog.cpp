#include "runs/column_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "session/run_fields.h"

namespace vignette {

ColumnDialog::ColumnDialog(const QStringList& fields, const QStringList& metrics, QWidget* parent) : QDialog(parent) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Columns of the runs"));
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("columnSearch"));
  search_->setPlaceholderText(tr("Search parameters and metrics"));
  search_->setClearButtonEnabled(true);
  known_ = new QListWidget;
  known_->setObjectName(QStringLiteral("knownColumns"));
  known_->setAccessibleName(tr("Columns that can be added"));
  known_->setUniformItemSizes(true);
  chosen_ = new QListWidget;
  chosen_->setObjectName(QStringLiteral("chosenColumns"));
  chosen_->setAccessibleName(tr("Chosen columns"));
  chosen_->setDragDropMode(QAbstractItemView::InternalMove);
  chosen_->addItems(fields);
  fill(metrics);
  auto* add = new QPushButton(tr("Add"));
  auto* remove = new QPushButton(tr("Remove"));
  auto* up = new QPushButton(tr("Up"));
  auto* down = new QPushButton(tr("Down"));
  auto* layout = new QGridLayout(this);
  layout->addWidget(search_, 0, 0);
  layout->addWidget(new QLabel(tr("Shown besides name, state, step, CIDEr, reward and start")), 0, 1, 1, 3);
  layout->addWidget(known_, 1, 0);
  layout->addWidget(chosen_, 1, 1, 1, 3);
  layout->addWidget(add, 2, 0);
  layout->addWidget(remove, 2, 1);
  layout->addWidget(up, 2, 2);
  layout->addWidget(down, 2, 3);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  layout->addWidget(buttons, 3, 0, 1, 4);
  layout->setColumnStretch(0, 1);
  connect(search_, &QLineEdit::textChanged, this, &ColumnDialog::filter);
  connect(known_, &QListWidget::itemDoubleClicked, this, &ColumnDialog::add);
  connect(add, &QPushButton::clicked, this, &ColumnDialog::add);
  connect(remove, &QPushButton::clicked, this, [this] { delete chosen_->takeItem(chosen_->currentRow()); });
  connect(up, &QPushButton::clicked, this, [this] { move(-1); });
  connect(down, &QPushButton::clicked, this, [this] { move(1); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    QStringList all;
    for (int i = 0; i < chosen_->count(); ++i) all << chosen_->item(i)->text();
    emit this->chosen(all);
    accept();
  });
  resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 26);
}

void ColumnDialog::fill(const QStringList& metrics) {
  const auto item = [this](const QString& field, const QString& help) {
    auto* line = new QListWidgetItem(field, known_);
    line->setToolTip(help);
  };
  for (const auto& metric : metrics) {
    item(metric, tr("The best value of the run"));
    item(QStringLiteral("last:") + metric, tr("The newest value of the run"));
  }
  for (const auto field : record_fields())
    if (field != "name" && field != "state" && field != "steps" && field != "reward" && field != "started")
      item(QString::fromUtf8(field.data(), qsizetype(field.size())), tr("A fact of the run"));
  for (const auto& parameter : parameter_table())
    if (parameter.key != "name")
      item(QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size())),
           QString::fromUtf8(parameter.help.data(), qsizetype(parameter.help.size())));
  known_->setCurrentRow(0);
}

void ColumnDialog::filter(const QString& text) {
  const auto full = QString::fromStdString(full_field(text.trimmed().toStdString()));  // "lr" finds its parameter
  QListWidgetItem* first = nullptr;
  for (int i = 0; i < known_->count(); ++i) {
    auto* line = known_->item(i);
    const bool found = line->text().contains(text.trimmed(), Qt::CaseInsensitive) || line->text() == full;
    line->setHidden(!found);
    if (found && (!first || line->text() == full)) first = line;
  }
  known_->setCurrentItem(first);
}

void ColumnDialog::add() {
  const auto* line = known_->currentItem();
  if (line && chosen_->findItems(line->text(), Qt::MatchExactly).isEmpty()) chosen_->addItem(line->text());
  chosen_->setCurrentRow(chosen_->count() - 1);
}

void ColumnDialog::move(int by) {
  const int from = chosen_->currentRow(), to = from + by;
  if (from < 0 || to < 0 || to >= chosen_->count()) return;
  chosen_->insertItem(to, chosen_->takeItem(from));
  chosen_->setCurrentRow(to);
}

}  // namespace vignette
