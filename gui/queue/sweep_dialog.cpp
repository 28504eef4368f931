#include "queue/sweep_dialog.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include "app/icons.h"
#include "app/run_controls.h"
#include "app/store_access.h"
#include "session/run_pace.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
enum Column { Key, Kind, Values };

QComboBox* keyChooser(const QString& key) {
  auto* box = new QComboBox;
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const auto& parameter : parameter_table()) {
    box->addItem(QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size())));
    box->setItemData(box->count() - 1, QString::fromUtf8(parameter.help.data(), qsizetype(parameter.help.size())),
                     Qt::ToolTipRole);
  }
  box->completer()->setFilterMode(Qt::MatchContains);
  box->completer()->setCompletionMode(QCompleter::PopupCompletion);
  box->setCurrentText(key);
  return box;
}
}  // namespace

SweepDialog::SweepDialog(Recipe recipe, StoreAccess* store, QWidget* parent)
    : QDialog(parent), recipe_(std::move(recipe)) {
  setWindowTitle(tr("Sweep"));
  setAttribute(Qt::WA_DeleteOnClose);
  axes_ = new QTableWidget(0, 3);
  axes_->setObjectName(QStringLiteral("sweepAxes"));
  axes_->setHorizontalHeaderLabels({tr("Parameter"), tr("How"), tr("Values")});
  axes_->verticalHeader()->hide();
  axes_->setSelectionBehavior(QAbstractItemView::SelectRows);
  axes_->setShowGrid(false);
  axes_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
  axes_->horizontalHeader()->setSectionResizeMode(Key, QHeaderView::Stretch);
  axes_->horizontalHeader()->setSectionResizeMode(Kind, QHeaderView::ResizeToContents);
  axes_->horizontalHeader()->setSectionResizeMode(Values, QHeaderView::Stretch);
  auto* more = new QPushButton(tr("Add parameter"));
  more->setObjectName(QStringLiteral("sweepMore"));
  more->setAutoDefault(false);
  auto* less = new QPushButton(tr("Remove parameter"));
  less->setObjectName(QStringLiteral("sweepLess"));
  less->setAutoDefault(false);
  auto* seeds = new QPushButton(tr("Add seeds"));
  seeds->setObjectName(QStringLiteral("sweepSeeds"));
  seeds->setAutoDefault(false);
  seeds->setToolTip(tr("Repeat every run with several seeds"));
  name_ = new QLineEdit;
  name_->setObjectName(QStringLiteral("sweepName"));
  name_->setPlaceholderText(tr("Name of the sweep (optional)"));
  count_ = new QSpinBox;
  count_->setObjectName(QStringLiteral("sweepCount"));
  count_->setRange(1, int(max_sweep_runs));
  count_->setValue(10);
  seed_ = new QSpinBox;
  seed_->setObjectName(QStringLiteral("sweepSeed"));
  seed_->setRange(0, 1'000'000);
  summary_ = new QLabel;
  summary_->setObjectName(QStringLiteral("sweepSummary"));
  summary_->setWordWrap(true);
  summary_->setMinimumHeight(fontMetrics().height() * 3);
  summary_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Cancel);
  add_ = buttons_->addButton(tr("Add to queue"), QDialogButtonBox::AcceptRole);
  add_->setObjectName(QStringLiteral("sweepAdd"));
  auto* tools = new QHBoxLayout;
  tools->addWidget(more);
  tools->addWidget(seeds);
  tools->addWidget(less);
  tools->addStretch();
  auto* form = new QFormLayout;
  form->addRow(tr("Random draws"), count_);
  form->addRow(tr("Seed of the draws"), seed_);
  form->addRow(tr("Name"), name_);
  auto* column = new QVBoxLayout(this);
  auto* hint = new QLabel(tr("Every combination of the lists runs once; with random ranges, once for each draw."));
  hint->setWordWrap(true);
  hint->setProperty("role", "muted");
  column->addWidget(hint);
  column->addWidget(axes_, 1);
  column->addLayout(tools);
  column->addLayout(form);
  column->addWidget(summary_);
  column->addWidget(buttons_);
  connect(more, &QPushButton::clicked, this, [this] { addAxis(); });
  connect(seeds, &QPushButton::clicked, this, [this] { addAxis(QStringLiteral("training.seed")); });
  connect(less, &QPushButton::clicked, this, &SweepDialog::removeAxis);
  connect(count_, &QSpinBox::valueChanged, this, &SweepDialog::update);
  connect(seed_, &QSpinBox::valueChanged, this, &SweepDialog::update);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
    if (!expansion_) return;
    emit chosen(read(), *expansion_);
    accept();
  });
  store->query(
      this, [](ExperimentStore& open) { return std::make_shared<RunPace>(open); },
      [this](const std::shared_ptr<RunPace>& pace) {
        pace_ = pace;
        update();
      });
  resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 26);
  addAxis(QStringLiteral("optimizer.learning_rate"));
}

void SweepDialog::addAxis(const QString& key) {
  const int row = axes_->rowCount();
  axes_->insertRow(row);
  auto* keys = keyChooser(key);
  auto* kinds = new QComboBox;
  kinds->addItem(tr("List"), int(SweepAxis::Kind::grid));
  kinds->addItem(tr("Random of a list"), int(SweepAxis::Kind::choice));
  kinds->addItem(tr("Random, linear"), int(SweepAxis::Kind::linear));
  kinds->addItem(tr("Random, logarithmic"), int(SweepAxis::Kind::log));
  auto* values = new QLineEdit;
  values->setObjectName(QStringLiteral("sweepValues%1").arg(row));
  if (const auto* parameter = find_parameter(key.toStdString()))
    values->setText(key == QLatin1String("training.seed")
                        ? QStringLiteral("1, 2, 3")
                        : QString::fromStdString(format_value(recipe_.value(parameter->key))));
  const auto describe = [kinds, values] {
    const bool range = kinds->currentData().toInt() >= int(SweepAxis::Kind::linear);
    values->setPlaceholderText(range ? tr("smallest, largest") : tr("value, value, …"));
  };
  describe();
  connect(keys, &QComboBox::currentTextChanged, this, &SweepDialog::update);
  connect(kinds, &QComboBox::currentIndexChanged, this, [this, describe] {
    describe();
    update();
  });
  connect(values, &QLineEdit::textChanged, this, &SweepDialog::update);
  axes_->setCellWidget(row, Key, keys);
  axes_->setCellWidget(row, Kind, kinds);
  axes_->setCellWidget(row, Values, values);
  axes_->setCurrentCell(row, Key);
  (key.isEmpty() ? static_cast<QWidget*>(keys) : values)->setFocus();
  update();
}

void SweepDialog::removeAxis() {
  const int row = axes_->currentRow() >= 0 ? axes_->currentRow() : axes_->rowCount() - 1;
  if (row >= 0) axes_->removeRow(row);
  update();
}

SweepAxis SweepDialog::readAxis(int row) const {
  SweepAxis axis;
  axis.key = static_cast<QComboBox*>(axes_->cellWidget(row, Key))->currentText().trimmed().toStdString();
  axis.kind = SweepAxis::Kind(static_cast<QComboBox*>(axes_->cellWidget(row, Kind))->currentData().toInt());
  const auto texts = static_cast<QLineEdit*>(axes_->cellWidget(row, Values))->text().split(',', Qt::SkipEmptyParts);
  if (axis.kind == SweepAxis::Kind::linear || axis.kind == SweepAxis::Kind::log) {
    bool first = false, second = false;
    axis.minimum = texts.value(0).trimmed().toDouble(&first);
    axis.maximum = texts.value(1).trimmed().toDouble(&second);
    if (texts.size() != 2 || !first || !second)
      throw RecipeError(tr("%1: expected the smallest and the largest value, such as 0.1, 0.5.")
                            .arg(QString::fromStdString(axis.key))
                            .toStdString());
    return axis;
  }
  const auto* parameter = find_parameter(axis.key);
  for (const auto& text : texts)
    if (parameter) axis.values.push_back(parse_value(*parameter, text.trimmed().toStdString()));
  return axis;
}

Sweep SweepDialog::read() const {
  Sweep sweep;
  sweep.name = name_->text().trimmed().toStdString();
  sweep.seed = seed_->value();
  for (int row = 0; row < axes_->rowCount(); ++row)
    if (axes_->cellWidget(row, Values)) sweep.axes.push_back(readAxis(row));  // else it is still being built
  sweep.count = draws() ? count_->value() : 1;
  return sweep;
}

/// Some parameter is random.
bool SweepDialog::draws() const {
  for (int row = 0; row < axes_->rowCount(); ++row)
    if (const auto* kinds = static_cast<QComboBox*>(axes_->cellWidget(row, Kind)))
      if (kinds->currentData().toInt() != int(SweepAxis::Kind::grid)) return true;
  return false;
}

QString SweepDialog::forecast() const {
  double sum = 0;
  const int count = int(expansion_->runs.size());
  for (const auto& run : expansion_->runs) {
    const auto seconds = pace_ ? pace_->seconds(run.recipe) : std::nullopt;
    if (!seconds) return tr("How long that takes is known once a run like it has trained.");
    sum += *seconds;
  }
  return count == 1 ? tr("It takes about %1.").arg(durationText(sum))
                    : tr("They take about %1 together.").arg(durationText(sum));
}

void SweepDialog::update() {
  expansion_.reset();
  for (auto* box : {count_, seed_}) box->setEnabled(draws());
  try {
    expansion_ = expand_sweep(read(), recipe_);
    auto text = tr("%n run(s).", nullptr, int(expansion_->runs.size()));
    if (expansion_->duplicates > 0)
      text += QLatin1Char(' ') + tr("%n repeated draw(s) left out.", nullptr, int(expansion_->duplicates));
    summary_->setText(text + QLatin1Char('\n') + forecast());
  } catch (const std::exception& error) {
    summary_->setText(QString::fromUtf8(error.what()));
  }
  add_->setEnabled(expansion_.has_value());
}

}  // namespace vignette
