#include "ask/ask_view.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "app/background.h"
#include "app/icons.h"
#include "app/store_access.h"
#include "captions/picture_decoding.h"
#include "data/image.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

enum Column { Answer, Clip, Critic, LogProbability, Columns };
constexpr int kAnswerRole = Qt::UserRole + 1;
constexpr QSize kThumbnail(72, 54);
constexpr int kSamples = 5;

QString figure(const std::map<std::string, double>& scores, const char* name, int digits) {
  const auto found = scores.find(name);
  return found == scores.end() ? QString() : QLocale().toString(found->second, 'f', digits);
}

}  // namespace

AskView::AskView(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  setObjectName(QStringLiteral("askView"));
  setAcceptDrops(true);
  buildTable();
  empty_ = new QLabel;
  empty_->setProperty("role", "muted");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setMargin(16);
  pages_ = new QStackedWidget;
  pages_->addWidget(empty_);
  pages_->addWidget(table_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildTools());
  layout->addWidget(pages_, 1);
  connect(store_, &StoreAccess::changed, this, &AskView::read);
  connect(store_, &StoreAccess::opened, this, [this] {
    reading_ = false;
    showRun(0);
  });
  connect(store_, &StoreAccess::failed, this, [this] { reading_ = false; });
  setGoing(false);
}

QWidget* AskView::buildTools() {
  evaluate_ = new QPushButton(tr("Evaluate now"));
  evaluate_->setObjectName(QStringLiteral("evaluateNow"));
  evaluate_->setToolTip(tr("Scores the validation and evaluation sets by the weights of the moment"));
  connect(evaluate_, &QPushButton::clicked, this, &AskView::evaluateNow);
  caption_ = new QPushButton(lineIcon(QStringLiteral("images")), tr("Caption a picture…"));
  caption_->setObjectName(QStringLiteral("captionNow"));
  connect(caption_, &QPushButton::clicked, this, &AskView::choosePicture);
  samples_ = new QSpinBox;
  samples_->setObjectName(QStringLiteral("askSamples"));
  samples_->setRange(0, 64);
  samples_->setValue(kSamples);
  samples_->setToolTip(tr("Sampled captions besides the greedy one"));
  samples_->setAccessibleName(samples_->toolTip());
  samples_->setSuffix(tr(" samples"));
  waiting_ = new QLabel;
  waiting_->setObjectName(QStringLiteral("askWaiting"));
  waiting_->setProperty("role", "muted");
  auto* strip = new QWidget;
  auto* rows = new QGridLayout(strip);
  rows->setContentsMargins(8, 8, 8, 6);
  rows->addWidget(caption_, 0, 0);
  rows->addWidget(samples_, 0, 1);
  rows->addWidget(evaluate_, 1, 0);
  rows->addWidget(waiting_, 1, 1);
  rows->setColumnStretch(1, 1);
  return strip;
}

void AskView::buildTable() {
  table_ = new QTreeWidget;
  table_->setObjectName(QStringLiteral("answers"));
  table_->setAccessibleName(tr("Answers"));
  table_->setColumnCount(Columns);
  table_->setHeaderLabels({tr("Answer"), tr("CLIP"), tr("Critic"), tr("log p")});
  table_->headerItem()->setToolTip(Clip, tr("Cosine of caption and picture times CLIP's scale"));
  table_->headerItem()->setToolTip(Critic, tr("How probably human the critic finds the caption"));
  table_->headerItem()->setToolTip(LogProbability, tr("Mean log-probability of the caption's tokens"));
  table_->setIconSize(kThumbnail);
  table_->setRootIsDecorated(true);
  table_->setWordWrap(true);
  table_->header()->setStretchLastSection(false);
  table_->header()->setSectionResizeMode(Answer, QHeaderView::Stretch);
  const int digit = fontMetrics().horizontalAdvance('0');
  for (const int column : {Clip, Critic, LogProbability}) table_->header()->resizeSection(column, digit * 9);
}

void AskView::setGoing(bool going) {
  going_ = going;
  for (auto* widget : {static_cast<QWidget*>(evaluate_), static_cast<QWidget*>(samples_)}) widget->setEnabled(going);
  showWhatCanBeAsked();
  if (!going) {
    expected_ = 0;
    waiting_->clear();
  }
}

void AskView::showRun(qint64 run) {
  if (run == run_) return;
  run_ = run;
  newest_ = 0;
  table_->clear();
  pages_->setCurrentIndex(0);
  showWhatCanBeAsked();
  read();
}

void AskView::showWhatCanBeAsked() {
  caption_->setEnabled(run_ != 0);
  caption_->setToolTip(going_ ? tr("Captions any picture by the weights of the moment")
                              : tr("Captions any picture by the run's newest checkpoint, in Captions"));
  empty_->setText(run_ != 0 && !going_
                      ? tr("This run does not train. Drop a picture here, or choose one above: its newest checkpoint "
                           "captions it in Captions.")
                      : tr("While a run trains, ask it for a caption of any picture, or for an evaluation.\n\nIt "
                           "answers after its step, also while paused, and trains on exactly as it would have. Drop a "
                           "picture here."));
}

void AskView::wait(const QString& what) {
  ++expected_;
  waiting_->setText(what);
}

void AskView::evaluateNow() {
  if (!evaluate_->isEnabled()) return;
  wait(tr("evaluating…"));
  emit evaluateRequested();
}

void AskView::choosePicture() {
  auto* dialog = new QFileDialog(window(), tr("Picture to caption"), {},
                                 tr("Pictures (*.jpg *.jpeg *.png *.webp *.bmp);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &AskView::captionNow);
  dialog->open();
}

void AskView::captionNow(const QString& picture) {
  if (!going_ && run_ != 0) emit checkpointRequested(picture);
  if (!going_) return;
  wait(tr("captioning %1…").arg(QFileInfo(picture).fileName()));
  emit captionRequested(picture, samples_->value());
}

void AskView::dragEnterEvent(QDragEnterEvent* event) {
  const auto* mime = event->mimeData();
  if (run_ == 0 || !mime->hasUrls()) return;
  if (has_image_extension(mime->urls().first().toLocalFile().toStdString())) event->acceptProposedAction();
}

void AskView::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  for (const auto& url : event->mimeData()->urls())
    if (const auto file = url.toLocalFile(); has_image_extension(file.toStdString())) captionNow(file);
}

void AskView::read() {
  if (run_ == 0 || store_->file().empty()) return;
  if (reading_) {
    read_again_ = true;
    return;
  }
  reading_ = true;
  read_again_ = false;
  store_->query(
      this, [run = run_, newest = newest_](ExperimentStore& open) { return std::pair(run, open.answers(run, newest)); },
      [this](const std::pair<qint64, std::vector<RunAnswer>>& found) {
        reading_ = false;
        const bool outdated = found.first != run_;
        if (!outdated) take(found.second);
        if (outdated || read_again_) read();
      });
}

void AskView::take(const std::vector<RunAnswer>& answers) {
  QTreeWidgetItem* last = nullptr;
  for (const auto& answer : answers) {
    last = add(answer);
    newest_ = answer.id;
    if (answer.request != 0) expected_ = qMax(0, expected_ - 1);
  }
  if (!last) return;
  pages_->setCurrentIndex(1);
  last->setExpanded(true);
  table_->scrollToItem(last, QAbstractItemView::PositionAtTop);
  if (expected_ == 0) waiting_->clear();
}

/// The newest on top.
QTreeWidgetItem* AskView::add(const RunAnswer& answer) {
  auto* item = new QTreeWidgetItem;
  table_->insertTopLevelItem(0, item);
  const auto subject = QString::fromStdString(answer.subject);
  const bool evaluation = answer.kind == "evaluate";
  const auto what = evaluation ? (subject.isEmpty() ? tr("Evaluation") : tr("Evaluation on %1").arg(subject))
                               : QFileInfo(subject).fileName();
  item->setText(Answer, tr("Step %1 · %2").arg(QLocale().toString(qint64(answer.step)), what));
  item->setData(Answer, kAnswerRole, qint64(answer.id));
  item->setToolTip(Answer, subject);
  if (!answer.problem.empty()) {
    auto* problem = new QTreeWidgetItem(item, {QString::fromStdString(answer.problem)});
    problem->setIcon(Answer, lineIcon(QStringLiteral("warning")));
    problem->setFirstColumnSpanned(true);
    return item;
  }
  evaluation ? addMetrics(item, answer) : addCaptions(item, answer);
  if (!evaluation && QFileInfo(subject).isAbsolute()) showThumbnail(answer.id, subject);
  return item;
}

void AskView::addMetrics(QTreeWidgetItem* item, const RunAnswer& answer) {
  for (const auto& [name, value] : answer.metrics) {
    const bool cider = name.ends_with("/CIDEr");
    const auto figure = cider ? QLocale().toString(value * 100, 'f', 1) : QLocale().toString(value, 'f', 4);
    new QTreeWidgetItem(item, {QString::fromStdString(name) + (cider ? QStringLiteral(" ×100") : QString()), figure});
  }
}

void AskView::addCaptions(QTreeWidgetItem* item, const RunAnswer& answer) {
  for (const auto& caption : answer.captions) {
    auto* row =
        new QTreeWidgetItem(item, {QString::fromStdString(caption.caption), figure(caption.scores, "clip", 2),
                                   figure(caption.scores, "critic", 3), figure(caption.scores, "log_probability", 3)});
    const bool greedy = caption.kind == "greedy";
    row->setToolTip(Answer, greedy ? tr("The most probable caption, word by word") : tr("A sampled caption"));
    auto font = row->font(Answer);
    font.setBold(greedy);
    row->setFont(Answer, font);
    for (const int column : {Clip, Critic, LogProbability})
      row->setTextAlignment(column, Qt::AlignRight | Qt::AlignTop);
  }
}

void AskView::showThumbnail(qint64 answer, const QString& picture) {
  inBackground(
      this, [picture] { return decodePicture(picture, kThumbnail.width()).image; },
      [this, answer](std::optional<QImage> image, const QString&) {
        if (!image || image->isNull()) return;
        for (int i = 0; i < table_->topLevelItemCount(); ++i)
          if (auto* item = table_->topLevelItem(i); item->data(Answer, kAnswerRole).toLongLong() == answer)
            item->setIcon(Answer, QIcon(QPixmap::fromImage(*image)));
      });
}

}  // namespace vignette
