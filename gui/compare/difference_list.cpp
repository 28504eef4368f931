#include "compare/difference_list.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>

#include "app/store_access.h"
#include "captions/thumbnail_loader.h"
#include "compare/caption_difference_model.h"
#include "compare/word_difference_delegate.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr int kRowHeight = 72;
const int kCider = scoreIndex(QStringLiteral("CIDEr"));

void fill(QComboBox* box, const std::vector<ComparedRun>& runs, int fallback) {
  const QSignalBlocker quiet(box);
  const auto chosen = box->currentData();
  box->clear();
  for (const auto& run : runs) {
    QPixmap dot(12, 12);
    dot.fill(run.colour);
    box->addItem(QIcon(dot), run.name, QVariant::fromValue(static_cast<qint64>(run.id)));
  }
  const int again = chosen.isValid() ? box->findData(chosen) : -1;
  box->setCurrentIndex(again >= 0 ? again : std::min(fallback, box->count() - 1));
}

}  // namespace

DifferenceList::DifferenceList(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  pairing_.setMaxThreadCount(1);
  first_ = makeRunChoice(QStringLiteral("firstRun"));
  first_->setAccessibleName(tr("Run A"));
  second_ = makeRunChoice(QStringLiteral("secondRun"));
  second_->setAccessibleName(tr("Run B"));
  score_ = new QComboBox;
  score_->setObjectName(QStringLiteral("differenceScore"));
  score_->setAccessibleName(tr("Score shown"));
  for (int i = 0; i < scoreCount(); ++i) {
    score_->addItem(scoreLabel(i));
    score_->setItemData(i, scoreHelp(i), Qt::ToolTipRole);
  }
  score_->setCurrentIndex(kCider);
  score_->setToolTip(scoreHelp(kCider));
  makeTable();
  connect(score_, &QComboBox::currentIndexChanged, this, [this](int score) {
    score_->setToolTip(scoreHelp(score));
    model_->setScore(score);
    fitColumns();
    showSummary();
  });
  summary_ = new QLabel;
  summary_->setObjectName(QStringLiteral("differenceSummary"));
  summary_->setWordWrap(true);

  auto* choices = new QHBoxLayout;
  choices->addWidget(new QLabel(tr("A")));
  choices->addWidget(first_, 1);
  choices->addWidget(new QLabel(tr("B")));
  choices->addWidget(second_, 1);
  choices->addSpacing(8);
  choices->addWidget(score_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addLayout(choices);
  layout->addWidget(makeStepSlider());
  layout->addWidget(summary_);
  layout->addWidget(table_, 1);
}

DifferenceList::~DifferenceList() {
  pairing_.clear();
  pairing_.waitForDone();
}

QComboBox* DifferenceList::makeRunChoice(const QString& name) {
  auto* box = new QComboBox;
  box->setObjectName(name);
  box->setMinimumContentsLength(6);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  connect(box, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
  return box;
}

void DifferenceList::makeTable() {
  model_ = new CaptionDifferenceModel(this);
  thumbnails_ = new ThumbnailLoader(this);
  table_ = new QTableView;
  table_->setObjectName(QStringLiteral("differenceTable"));
  table_->setAccessibleName(tr("Captions of both runs"));
  table_->setModel(model_);
  table_->setItemDelegate(new WordDifferenceDelegate(thumbnails_, this));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setAlternatingRowColors(true);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  // A bar that comes later would cover the last column.
  table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
  auto* header = table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setSortIndicator(CaptionDifferenceModel::DifferenceColumn, Qt::DescendingOrder);
  table_->setSortingEnabled(true);
  thumbnailUpdate_ = new QTimer(this);
  thumbnailUpdate_->setSingleShot(true);
  thumbnailUpdate_->setInterval(25);
  connect(thumbnailUpdate_, &QTimer::timeout, this, &DifferenceList::wantThumbnails);
  const auto later = [this] { thumbnailUpdate_->start(); };
  connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, later);
  connect(table_->verticalScrollBar(), &QScrollBar::rangeChanged, this, later);
  connect(model_, &QAbstractItemModel::layoutChanged, this, later);
  connect(thumbnails_, &ThumbnailLoader::ready, table_->viewport(), qOverload<>(&QWidget::update));
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
    const bool ofSecond = index.column() == CaptionDifferenceModel::SecondColumn;
    const bool newest = step_->value() == step_->maximum();
    emit imageActivated((ofSecond ? second_ : first_)->currentData().toLongLong(), model_->pair(index.row()).imageId,
                        newest ? -1 : steps_[std::size_t(step_->value())]);
  });
}

QWidget* DifferenceList::makeStepSlider() {
  step_ = new QSlider(Qt::Horizontal);
  step_->setObjectName(QStringLiteral("differenceStep"));
  step_->setAccessibleName(tr("Step of both runs"));
  step_->setToolTip(tr("Shows what both runs said at this step, or at their nearest one before it."));
  step_->setPageStep(1);
  stepLabel_ = new QLabel;
  stepLabel_->setObjectName(QStringLiteral("differenceStepLabel"));
  auto* strip = new QWidget;
  auto* layout = new QHBoxLayout(strip);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(new QLabel(tr("Step")));
  layout->addWidget(step_, 1);
  layout->addWidget(stepLabel_);
  connect(step_, &QSlider::valueChanged, this, [this] {
    showStep();
    read();
  });
  return strip;
}

/// A slider at its end stays there: the newest captions are followed.
void DifferenceList::showSteps(std::vector<std::int64_t> steps) {
  if (steps == steps_) return;
  const bool newest = steps_.empty() || step_->value() == step_->maximum();
  const auto chosen = newest ? 0 : steps_[std::size_t(step_->value())];
  steps_ = std::move(steps);
  const QSignalBlocker quiet(step_);
  step_->setEnabled(steps_.size() > 1);
  step_->setRange(0, std::max(0, int(steps_.size()) - 1));
  const auto place = std::upper_bound(steps_.begin(), steps_.end(), chosen) - steps_.begin();
  step_->setValue(newest ? step_->maximum() : std::max(0, int(place) - 1));
  showStep();
}

void DifferenceList::showStep() {
  stepLabel_->setText(steps_.empty() ? QStringLiteral("–")
                                     : QLocale().toString(qlonglong(steps_[std::size_t(step_->value())])));
}

void DifferenceList::setRuns(const std::vector<ComparedRun>& runs) {
  const auto before = std::pair(first_->currentData(), second_->currentData());
  fill(first_, runs, 0);
  fill(second_, runs, 1);
  if (runs.size() > 1 && first_->currentIndex() == second_->currentIndex())
    second_->setCurrentIndex(first_->currentIndex() == 0 ? 1 : 0);
  if (before != std::pair(first_->currentData(), second_->currentData())) refresh();
}

void DifferenceList::showPicture(qint64 first, qint64 second, qint64 imageId) {
  {
    const QSignalBlocker quietFirst(first_), quietSecond(second_), quietStep(step_);
    first_->setCurrentIndex(first_->findData(first));
    second_->setCurrentIndex(second_->findData(second));
    step_->setValue(step_->maximum());
  }
  showStep();
  wanted_ = imageId;
  read();
}

void DifferenceList::refresh() {
  stale_ = true;
  if (isVisible()) read();
}

/// The captions share what pictures and numbers leave, but stay readable: in a narrow dock the table scrolls sideways.
void DifferenceList::fitColumns() {
  const int em = fontMetrics().horizontalAdvance(QLatin1Char('m'));
  int left = table_->viewport()->width();
  const auto fix = [&](int column, int width) {
    table_->setColumnWidth(column, width);
    left -= width;
  };
  fix(CaptionDifferenceModel::PictureColumn, kRowHeight + 12);
  for (int column = CaptionDifferenceModel::DifferenceColumn; column < CaptionDifferenceModel::ColumnCount; ++column)
    fix(column, std::max(em * 6, table_->horizontalHeader()->sectionSizeHint(column)));
  for (const int column : {CaptionDifferenceModel::FirstColumn, CaptionDifferenceModel::SecondColumn})
    table_->setColumnWidth(column, std::max(em * 12, left / 2));
}

void DifferenceList::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitColumns();
}

void DifferenceList::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  fitColumns();
  if (stale_) read();
}

void DifferenceList::read() {
  stale_ = false;
  const auto first = first_->currentData().toLongLong(), second = second_->currentData().toLongLong();
  model_->setRunNames(tr("A: %1").arg(first_->currentText()), tr("B: %1").arg(second_->currentText()));
  if (first == 0 || second == 0) return;
  const bool newest = steps_.empty() || step_->value() == step_->maximum();
  const auto step = newest ? std::numeric_limits<std::int64_t>::max() : steps_[std::size_t(step_->value())];
  struct Answer {
    CaptionsOfRun first, second;
    std::vector<std::int64_t> steps;
  };
  store_->query(
      this,
      [first, second, step](ExperimentStore& store) {
        Answer answer{readNewestCaptions(store, first, step), readNewestCaptions(store, second, step), {}};
        const auto a = store.caption_steps(first), b = store.caption_steps(second);
        std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(answer.steps));
        return answer;
      },
      [this, serial = ++serial_](Answer answer) {
        if (serial != serial_) return;
        showSteps(std::move(answer.steps));
        pair(std::move(answer.first), std::move(answer.second));
      });
}

void DifferenceList::pair(CaptionsOfRun first, CaptionsOfRun second) {
  const auto problem = first.problem.isEmpty() ? second.problem : first.problem;
  if (!problem.isEmpty()) {
    summary_->setText(tr("The captions could not be read. %1").arg(problem));
    return;
  }
  pairing_.clear();
  pairing_.start([this, serial = serial_, a = std::move(first.records), b = std::move(second.records)] {
    auto pairs = std::make_shared<std::vector<PairedCaption>>(pairCaptions(a, b));
    QMetaObject::invokeMethod(
        this,
        [this, serial, pairs] {
          if (serial == serial_) show(std::move(*pairs));
        },
        Qt::QueuedConnection);
  });
}

void DifferenceList::show(std::vector<PairedCaption> pairs) {
  const auto current = table_->currentIndex();
  const qint64 kept = current.isValid() ? model_->pair(current.row()).imageId : -1;
  const int scrolled = table_->verticalScrollBar()->value();
  model_->setPairs(std::move(pairs));
  for (int row = 0; kept >= 0 && row < model_->rowCount(); ++row)
    if (model_->pair(row).imageId == kept) table_->setCurrentIndex(model_->index(row, current.column()));
  table_->verticalScrollBar()->setValue(scrolled);
  for (int row = 0; wanted_ >= 0 && row < model_->rowCount(); ++row) {
    if (model_->pair(row).imageId != wanted_) continue;
    wanted_ = -1;
    table_->setCurrentIndex(model_->index(row, 0));
    table_->scrollTo(model_->index(row, 0), QAbstractItemView::PositionAtCenter);
  }
  showSummary();
  wantThumbnails();
}

void DifferenceList::showSummary() {
  const auto score = static_cast<std::size_t>(score_->currentIndex());
  int differ = 0, firstBetter = 0, secondBetter = 0;
  for (int row = 0; row < model_->rowCount(); ++row) {
    const auto& pair = model_->pair(row);
    differ += pair.words.distance > 0;
    firstBetter += pair.scores[0][score] > pair.scores[1][score];
    secondBetter += pair.scores[1][score] > pair.scores[0][score];
  }
  if (model_->rowCount() == 0) {
    summary_->setText(tr("These runs have no picture in common with stored captions yet."));
    return;
  }
  const QLocale locale;
  summary_->setText(tr("The captions differ on %1 of %2 pictures. %3 is higher in A on %4, in B on %5. Double-click a "
                       "row to open its picture.")
                        .arg(locale.toString(differ), locale.toString(model_->rowCount()),
                             scoreLabel(score_->currentIndex()), locale.toString(firstBetter),
                             locale.toString(secondBetter)));
}

void DifferenceList::wantThumbnails() {
  const int height = table_->viewport()->height();
  const int first = std::max(0, table_->rowAt(0));
  const int below = table_->rowAt(height - 1);
  const int last = below < 0 ? model_->rowCount() - 1 : std::min(below + 4, model_->rowCount() - 1);
  QStringList paths;
  for (int row = first; row <= last; ++row) paths << model_->pair(row).imagePath;
  thumbnails_->want(paths);
}

}  // namespace vignette
