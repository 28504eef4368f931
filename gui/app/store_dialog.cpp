#include "app/store_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include "app/background.h"

namespace vignette {
namespace {

QString bytesText(std::int64_t bytes) {
  return QLocale().formattedDataSize(bytes);
}

std::vector<RunId> allRuns(ExperimentStore& store) {
  std::vector<RunId> runs;
  for (const auto& run : store.runs()) runs.push_back(run.id);
  return runs;
}

}  // namespace

StoreDialog::StoreDialog(std::filesystem::path store, std::vector<RunId> selected, QWidget* parent)
    : QDialog(parent), store_(std::move(store)), selected_(std::move(selected)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("storeDialog"));
  setWindowTitle(tr("Store maintenance"));
  build();
  poll_.setInterval(100);
  connect(&poll_, &QTimer::timeout, this, [this] { progress_->setValue(int(shared_->share * 1000)); });
  showSize();
}

/// Work goes on being stopped after the dialog is gone.
StoreDialog::~StoreDialog() {
  if (shared_) shared_->stop = true;
}

void StoreDialog::build() {
  size_ = new QLabel(tr("Measuring…"));
  size_->setObjectName(QStringLiteral("storeDialogSize"));
  size_->setWordWrap(true);
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("storeDialogState"));
  state_->setWordWrap(true);
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  stop_ = new QPushButton(tr("Stop"));
  stop_->setEnabled(false);
  connect(stop_, &QPushButton::clicked, this, [this] {
    if (shared_) shared_->stop = true;
  });
  const auto action = [this](const char* name, const QString& text, auto slot) {
    auto* button = new QPushButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, slot);
    actions_.push_back(button);
    return button;
  };
  keep_ = new QComboBox;
  keep_->setObjectName(QStringLiteral("captionsKept"));
  keep_->addItems({tr("only the last step"), tr("steps of evaluations"), tr("every n-th step")});
  every_ = new QSpinBox;
  every_->setRange(2, 1000000);
  every_->setValue(10);
  every_->setEnabled(false);
  connect(keep_, &QComboBox::currentIndexChanged, this, [this](int index) { every_->setEnabled(index == 2); });
  auto* captions = new QHBoxLayout;
  captions->addWidget(keep_, 1);
  captions->addWidget(every_);
  captions->addWidget(action("pruneCaptions", tr("Remove the others"), [this] { pruneCaptions(); }));
  auto* form = new QFormLayout;
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  const auto which =
      selected_.empty() ? tr("of all runs") : tr("of %n selected run(s)", nullptr, int(selected_.size()));
  form->addRow(tr("Captions %1: keep").arg(which), captions);
  form->addRow(tr("Checkpoints %1").arg(which),
               action("pruneCheckpoints", tr("Keep newest, best, final, pinned and starts of branches"),
                      [this] { pruneCheckpoints(); }));
  form->addRow(tr("Unused space and deleted runs"), action("vacuum", tr("Give back to the disk"), [this] {
                 start(tr("Giving space back…"), [](ExperimentStore& store, const MaintenanceProgress& progress) {
                   return tr("Given back: %1").arg(bytesText(vacuum_store(store, progress)));
                 });
               }));
  form->addRow(tr("Another store"), action("merge", tr("Merge into this one…"), [this] { chooseMerge(); }));
  auto* moving = new QLabel(tr("To move this store, close Vignette and run vignette-cli store --move."));
  moving->setProperty("role", "muted");
  moving->setWordWrap(true);
  form->addRow(moving);
  auto* bar = new QHBoxLayout;
  bar->addWidget(progress_, 1);
  bar->addWidget(stop_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(size_);
  layout->addLayout(form);
  layout->addWidget(state_);
  layout->addLayout(bar);
  layout->addWidget(buttons);
}

void StoreDialog::showSize() {
  inBackground(
      this,
      [file = store_] {
        ExperimentStore store(file, ExperimentStore::Mode::read_only);
        return store_size(store);
      },
      [this](const std::optional<StoreSize>& size, const QString& error) {
        size_->setText(size ? tr("%1: %2 (%3 of it unused), checkpoints and caches %4")
                                  .arg(QString::fromStdString(store_.string()), bytesText(size->file),
                                       bytesText(size->free), bytesText(size->runs))
                            : error);
      });
}

void StoreDialog::start(const QString& what, Work work) {
  shared_ = std::make_shared<Shared>();
  for (auto* button : actions_) button->setEnabled(false);
  stop_->setEnabled(true);
  state_->setText(what);
  poll_.start();
  inBackground(
      this,
      [file = store_, shared = shared_, work = std::move(work)] {
        ExperimentStore store(file);
        return work(store, [shared](double share) {
          shared->share = share;
          return !shared->stop;
        });
      },
      [this](const std::optional<QString>& text, const QString& error) {
        finish(!text ? error : shared_->stop ? tr("Stopped. %1").arg(*text) : *text);
      });
}

void StoreDialog::finish(const QString& text) {
  poll_.stop();
  progress_->setValue(1000);
  stop_->setEnabled(false);
  for (auto* button : actions_) button->setEnabled(true);
  state_->setText(text);
  showSize();
}

void StoreDialog::pruneCaptions() {
  using Keep = CaptionPruning::Keep;
  const Keep kinds[] = {Keep::last, Keep::evaluations, Keep::every_nth};
  const CaptionPruning pruning{kinds[keep_->currentIndex()], every_->value()};
  start(tr("Removing captions…"),
        [chosen = selected_, pruning](ExperimentStore& store, const MaintenanceProgress& progress) {
          const auto of = chosen.empty() ? allRuns(store) : chosen;
          return tr("%n caption(s) removed", nullptr, int(prune_captions(store, of, pruning, progress)));
        });
}

void StoreDialog::pruneCheckpoints() {
  start(tr("Removing checkpoints…"), [chosen = selected_](ExperimentStore& store, const MaintenanceProgress& progress) {
    const auto of = chosen.empty() ? allRuns(store) : chosen;
    return tr("Checkpoints removed: %1").arg(bytesText(prune_checkpoints(store, of, progress)));
  });
}

void StoreDialog::chooseMerge() {
  auto* dialog = new QFileDialog(this, tr("Store to merge into this one"), {},
                                 tr("Stores (*.vignette *.sqlite *.db);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    start(tr("Merging…"), [file = file.toStdString()](ExperimentStore& store, const MaintenanceProgress& progress) {
      ExperimentStore from(file, ExperimentStore::Mode::read_only);
      const auto outcome = merge_stores(from, store, true, progress);
      auto text = tr("%n run(s) copied", nullptr, int(outcome.copied)) + QStringLiteral("; ") +
                  tr("%n run(s) were there already", nullptr, int(outcome.known));
      for (const auto& gone : outcome.missing_checkpoints)
        text += QLatin1Char('\n') + tr("This checkpoint is gone: %1").arg(QString::fromStdString(gone));
      return text;
    });
  });
  dialog->open();
}

}  // namespace vignette
