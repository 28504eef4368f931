#include "captions/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include "app/background.h"

namespace vignette {

namespace {

constexpr int kPollMilliseconds = 50, kBesideRole = Qt::UserRole + 1;

QString suffixOf(CaptionFileFormat format) {
  switch (format) {
    case CaptionFileFormat::coco:
      return QStringLiteral(".json");
    case CaptionFileFormat::csv:
      return QStringLiteral(".csv");
    case CaptionFileFormat::html:
      return QStringLiteral(".html");
    case CaptionFileFormat::metadata:
      return QStringLiteral(".jsonl");
    case CaptionFileFormat::sidecars:
      break;
  }
  return {};
}

}  // namespace

ExportDialog::ExportDialog(CaptionExportRequest request, bool selected, QWidget* parent)
    : QDialog(parent), request_(std::move(request)) {
  setObjectName(QStringLiteral("exportCaptions"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Export captions"));
  const int count = static_cast<int>(request_.keys.size());
  auto* what =
      new QLabel(selected ? tr("Writes the %n selected caption(s).", nullptr, count)
                          : tr("Writes the %n caption(s) shown. Select some to write only these.", nullptr, count));
  what->setWordWrap(true);
  format_ = new QComboBox;
  format_->setObjectName(QStringLiteral("exportFormat"));
  const auto add = [this](const QString& text, CaptionFileFormat format, const QString& help) {
    format_->addItem(text, static_cast<int>(format));
    format_->setItemData(format_->count() - 1, help, Qt::ToolTipRole);
  };
  add(tr("JSON (COCO results with scores)"), CaptionFileFormat::coco,
      tr("A list that COCO's evaluation reads, with scores, references and tags besides"));
  add(tr("CSV table"), CaptionFileFormat::csv, tr("A row for each caption, a column for each score"));
  add(tr("JSON Lines (Hugging Face metadata)"), CaptionFileFormat::metadata,
      tr("A line for each picture, as imagefolder datasets have it; written into the pictures' folder it is one"));
  add(tr("Text files in a new folder"), CaptionFileFormat::sidecars,
      tr("A new folder with a .txt of each picture's name"));
  add(tr("Text files beside the pictures"), CaptionFileFormat::sidecars,
      tr("A .txt of each picture's name in the picture's own folder; none that is there is replaced"));
  format_->setItemData(format_->count() - 1, true, kBesideRole);
  add(tr("HTML page with the pictures"), CaptionFileFormat::html,
      tr("One file to send or to print; pictures are made small"));
  target_ = new QLineEdit;
  target_->setObjectName(QStringLiteral("exportTarget"));
  browse_ = new QPushButton(tr("&Browse…"));
  auto* place = new QHBoxLayout;
  place->addWidget(target_, 1);
  place->addWidget(browse_);
  auto* form = new QFormLayout;
  form->addRow(tr("&Format"), format_);
  auto* to = new QLabel(tr("&To"));
  to->setBuddy(target_);
  form->addRow(to, place);
  hint_ = new QLabel;
  hint_->setObjectName(QStringLiteral("exportHint"));
  hint_->setWordWrap(true);
  hint_->setProperty("role", "muted");
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("exportProblem"));
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->hide();
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  auto* buttons = new QDialogButtonBox;
  export_ = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
  export_->setObjectName(QStringLiteral("exportNow"));
  export_->setProperty("primary", true);
  export_->setDefault(true);
  cancel_ = buttons->addButton(QDialogButtonBox::Cancel);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(what);
  layout->addLayout(form);
  layout->addWidget(hint_);
  layout->addWidget(problem_);
  layout->addWidget(progress_);
  layout->addWidget(buttons);
  resize(520, sizeHint().height());
  connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::proposeTarget);
  connect(browse_, &QPushButton::clicked, this, &ExportDialog::browse);
  connect(export_, &QPushButton::clicked, this, &ExportDialog::start);
  connect(cancel_, &QPushButton::clicked, this, &ExportDialog::reject);
  poll_.setInterval(kPollMilliseconds);
  connect(&poll_, &QTimer::timeout, this, [this] {
    if (work_) progress_->setValue(static_cast<int>(work_->fraction * 1000));
  });
  proposeTarget();
}

ExportDialog::~ExportDialog() {
  if (work_) work_->cancelled = true;
}

CaptionFileFormat ExportDialog::format() const {
  return static_cast<CaptionFileFormat>(format_->currentData().toInt());
}

bool ExportDialog::beside() const {
  return format_->currentData(kBesideRole).toBool();
}

/// Beside the store, under the name of before but with the format's ending.
void ExportDialog::proposeTarget() {
  hint_->setVisible(beside());
  if (beside()) {
    const int more = static_cast<int>(request_.folders.size()) - 1;
    const auto first = request_.folders.value(0);
    hint_->setText(
        (more > 0 ? tr("Into %1 and %n more folder(s).", nullptr, more) : tr("Into %1.")).arg(first) +
        QLatin1Char(' ') +
        tr("A program that trains on such a folder, Vignette too, takes these texts for the pictures' captions."));
  }
  const QFileInfo now(target_->text());
  const auto folder = target_->text().isEmpty()
                          ? QString::fromStdString(std::filesystem::absolute(request_.store).parent_path().string())
                          : now.path();
  const auto base =
      target_->text().isEmpty() ? QStringLiteral("captions-run-%1").arg(request_.view.run) : now.completeBaseName();
  target_->setText(QDir(folder).filePath(base + suffixOf(format())));
  problem_->hide();
  showWorking(false);
}

void ExportDialog::browse() {
  auto* dialog = new QFileDialog(this, tr("Export captions"), QFileInfo(target_->text()).path());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile(QFileInfo(target_->text()).fileName());
  connect(dialog, &QFileDialog::fileSelected, target_, &QLineEdit::setText);
  dialog->open();
}

void ExportDialog::start() {
  const auto target = beside() ? QString() : target_->text().trimmed();
  if (work_ || (target.isEmpty() && !beside())) return;
  request_.format = format();
  request_.target = target.toStdString();
  work_ = std::make_shared<Work>();
  showWorking(true);
  inBackground(
      this,
      [request = request_, work = work_] {
        return exportCaptions(request, [work](double fraction) {
          work->fraction = fraction;
          return !work->cancelled;
        });
      },
      [this](const std::optional<std::size_t>& count, const QString& problem) { take(count, problem); });
}

void ExportDialog::take(const std::optional<std::size_t>& count, const QString& problem) {
  const bool cancelled = work_ && work_->cancelled;
  work_.reset();
  showWorking(false);
  if (cancelled && !count) return QDialog::reject();
  if (!count) {
    problem_->setText(problem);
    problem_->show();
    emit failed(problem);
    return;
  }
  const int written = static_cast<int>(*count);
  emit exported(beside() ? tr("Wrote %n caption(s) beside their pictures.", nullptr, written)
                         : tr("Wrote %n caption(s) to %1.", nullptr, written).arg(target_->text().trimmed()));
  accept();
}

void ExportDialog::showWorking(bool working) {
  for (auto* widget : {static_cast<QWidget*>(format_), static_cast<QWidget*>(target_), static_cast<QWidget*>(browse_),
                       static_cast<QWidget*>(export_)})
    widget->setEnabled(!working && (!beside() || widget == format_ || widget == export_));
  progress_->setVisible(working);
  progress_->setValue(0);
  if (working) problem_->hide();
  working ? poll_.start() : poll_.stop();
}

/// While it writes: stops that first.
void ExportDialog::reject() {
  if (!work_) return QDialog::reject();
  work_->cancelled = true;
  cancel_->setEnabled(false);
}

}  // namespace vignette
