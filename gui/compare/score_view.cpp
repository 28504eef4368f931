#include "compare/score_view.h"

#include <qcustomplot.h>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>

#include "app/background.h"
#include "app/store_access.h"
#include "compare/run_table_model.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr double kReach = 10;  // pixels from a point within which a click opens it

std::vector<ComparedRow> rowsOf(const ScoreComparison& scores) {
  std::vector<ComparedRow> rows;
  for (const auto& line : scores.lines) {
    ComparedRow own{
        line.metric, ScoreView::tr("Corpus score with its 95 % interval (bootstrap over pictures)"), {}, {}};
    std::vector<std::optional<double>> values(line.values.begin(), line.values.end());
    // Which advantage or log-probability is better no one can say.
    if (line.ranked) own.best = bestOf(values, Better::higher);
    ComparedRow against{ScoreView::tr("%1 against %2").arg(line.metric, scores.runs.front().name),
                        ScoreView::tr("Difference with its 95 % interval, paired bootstrap p (* < 0.05, ** < 0.01, "
                                      "*** < 0.001), pictures won / tied / lost"),
                        {},
                        {}};
    for (std::size_t run = 0; run < scores.runs.size(); ++run) {
      own.cells.push_back(intervalText(line, run));
      against.cells.push_back(againstText(line, run));
    }
    rows.push_back(std::move(own));
    rows.push_back(std::move(against));
  }
  return rows;
}

}  // namespace

ScoreView::ScoreView(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  summary_ = new QLabel(tr("Computing the scores…"));
  summary_->setObjectName(QStringLiteral("scoreSummary"));
  summary_->setWordWrap(true);
  model_ = new RunTableModel(tr("Score"), this);
  table_ = new QTableView;
  table_->setObjectName(QStringLiteral("scoreTable"));
  table_->setAccessibleName(tr("Scores with confidence intervals"));
  table_->setModel(model_);
  table_->setAlternatingRowColors(true);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  makePlot();
  auto* choices = new QHBoxLayout;
  const auto add = [&](QComboBox*& box, const char* name, const QString& text) {
    box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(text);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choices->addWidget(new QLabel(text));
    choices->addWidget(box, 1);
    connect(box, &QComboBox::currentIndexChanged, this, &ScoreView::drawScatter);
  };
  add(score_, "scatterScore", tr("Score"));
  add(first_, "scatterFirst", tr("A"));
  add(second_, "scatterSecond", tr("B"));
  for (int i = 0; i < kScoreCount; ++i) score_->addItem(scoreLabel(i), i);
  score_->setCurrentIndex(scoreIndex(QStringLiteral("CIDEr")));
  auto* below = new QWidget;
  auto* column = new QVBoxLayout(below);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(choices);
  column->addWidget(plot_, 1);
  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  split->addWidget(table_);
  split->addWidget(below);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(summary_);
  layout->addWidget(split, 1);
}

void ScoreView::makePlot() {
  plot_ = new QCustomPlot;
  plot_->setObjectName(QStringLiteral("scatter"));
  plot_->setAccessibleName(tr("A picture a point: the score in run A against run B"));
  plot_->setToolTip(tr("Click a point to see both captions of its picture."));
  plot_->setMinimumSize(200, 140);
  connect(plot_, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) { activate(event->pos()); });
  applyPalette();
}

void ScoreView::applyPalette() {
  const auto colours = palette();
  const auto text = colours.color(QPalette::Text);
  plot_->setBackground(colours.base());
  for (auto* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(text);
    axis->setTickPen(text);
    axis->setSubTickPen(text);
    axis->setTickLabelColor(text);
    axis->setLabelColor(text);
    auto grid = text;
    grid.setAlpha(35);
    axis->grid()->setPen(grid);
    axis->grid()->setZeroLinePen(grid);
  }
}

void ScoreView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || !plot_) return;
  applyPalette();
  drawScatter();
}

void ScoreView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) read();
}

void ScoreView::setRuns(const std::vector<ComparedRun>& runs) {
  runs_ = runs;
  stale_ = true;
  int fallback = 0;
  for (auto* box : {first_, second_}) {
    const QSignalBlocker quiet(box);
    const auto chosen = box->currentData();
    box->clear();
    for (const auto& run : runs) box->addItem(run.name, QVariant::fromValue<qint64>(run.id));
    const int again = chosen.isValid() ? box->findData(chosen) : -1;
    box->setCurrentIndex(again >= 0 ? again : std::min(fallback, box->count() - 1));
    ++fallback;
  }
  if (isVisible()) read();
}

void ScoreView::read() {
  stale_ = false;
  if (runs_.size() < 2) return;
  store_->query(
      this,
      [runs = runs_](ExperimentStore& store) {
        std::vector<std::vector<CaptionRecord>> captions;
        for (const auto& run : runs) captions.push_back(readNewestCaptions(store, run.id).records);
        return captions;
      },
      [this, serial = ++serial_](std::vector<std::vector<CaptionRecord>> captions) {
        if (serial != serial_) return;
        captions_ = std::make_shared<const std::vector<std::vector<CaptionRecord>>>(std::move(captions));
        inBackground(
            this, [runs = runs_, captions = captions_] { return compareScores(runs, *captions); },
            [this, serial](std::optional<ScoreComparison> scores, const QString&) {
              if (serial == serial_ && scores) take(std::move(*scores));
            });
      });
}

void ScoreView::take(ScoreComparison scores) {
  scores_ = std::move(scores);
  if (!scores_.problem.isEmpty())
    summary_->setText(tr("The scores could not be computed. %1").arg(scores_.problem));
  else if (scores_.lines.empty())
    summary_->setText(tr("These runs have no picture in common with stored captions yet."));
  else
    summary_->setText(
        tr("Newest captions of %n picture(s) that all these runs captioned.", nullptr, int(scores_.pictures)) +
        stepsText());
  model_->setTable(scores_.runs, rowsOf(scores_));
  table_->resizeColumnsToContents();
  drawScatter();
  emit computed();
}

/// Runs that captioned last at different steps are told apart.
QString ScoreView::stepsText() const {
  const auto& steps = scores_.steps;
  if (steps.size() != scores_.runs.size() ||
      std::adjacent_find(steps.begin(), steps.end(), std::not_equal_to<>()) == steps.end())
    return {};
  QStringList parts;
  for (std::size_t run = 0; run < steps.size(); ++run)
    parts << tr("%1 of step %2").arg(scores_.runs[run].name, QLocale().toString(qlonglong(steps[run])));
  return QLatin1Char(' ') + tr("They are of different steps: %1.").arg(parts.join(QStringLiteral(", ")));
}

std::size_t ScoreView::place(const QComboBox* box) const {
  const auto id = box->currentData().toLongLong();
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (runs_[i].id == id) return i;
  return 0;
}

void ScoreView::drawScatter() {
  plot_->clearGraphs();
  points_.clear();
  if (captions_ && captions_->size() == runs_.size() && runs_.size() > 1) {
    const auto score = std::size_t(score_->currentIndex());
    points_ = pairCaptions((*captions_)[place(first_)], (*captions_)[place(second_)]);
    std::erase_if(points_, [&](const auto& pair) {
      return !std::isfinite(pair.scores[0][score]) || !std::isfinite(pair.scores[1][score]);
    });
    const double scale = scoreScale(int(score));
    QVector<double> x, y;
    for (const auto& pair : points_) {
      x << pair.scores[0][score] * scale;
      y << pair.scores[1][score] * scale;
    }
    auto* points = plot_->addGraph();
    points->setLineStyle(QCPGraph::lsNone);
    points->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, palette().color(QPalette::Highlight), 6));
    points->setData(x, y);
    plot_->rescaleAxes();
    const auto all = plot_->xAxis->range().expanded(plot_->yAxis->range());
    auto* equal = plot_->addGraph();  // on it both runs score the same
    equal->setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
    equal->setData({all.lower, all.upper}, {all.lower, all.upper});
    for (auto* axis : {plot_->xAxis, plot_->yAxis}) {
      axis->setRange(all);
      axis->scaleRange(1.08);
    }
  }
  plot_->xAxis->setLabel(tr("%1 in A").arg(score_->currentText()));
  plot_->yAxis->setLabel(tr("%1 in B").arg(score_->currentText()));
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ScoreView::activate(const QPoint& position) {
  const auto score = std::size_t(score_->currentIndex());
  const double scale = scoreScale(int(score));
  double nearest = kReach;
  const PairedCaption* found = nullptr;
  for (const auto& pair : points_) {
    const double distance = std::hypot(plot_->xAxis->coordToPixel(pair.scores[0][score] * scale) - position.x(),
                                       plot_->yAxis->coordToPixel(pair.scores[1][score] * scale) - position.y());
    if (distance >= nearest) continue;
    nearest = distance;
    found = &pair;
  }
  if (found)
    emit pairActivated(first_->currentData().toLongLong(), second_->currentData().toLongLong(), found->imageId);
}

}  // namespace vignette
