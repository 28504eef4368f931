#include "compare/compare_view.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/background.h"
#include "app/store_access.h"
#include "compare/comparison_report.h"
#include "compare/curve_overlay.h"
#include "compare/difference_list.h"
#include "compare/parallel_coordinates.h"
#include "compare/rating_view.h"
#include "compare/run_table_model.h"
#include "compare/score_view.h"
#include "data/atomic_file.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr int kUpdateMilliseconds = 1000;

QTableView* makeRunTable(RunTableModel* model, const QString& name) {
  auto* table = new QTableView;
  table->setObjectName(name);
  table->setModel(model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setAlternatingRowColors(true);
  table->setShowGrid(false);
  table->setTabKeyNavigation(false);
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  return table;
}

/// The first column like in both tables; runs wide enough to tell their columns apart.
void fitColumns(QTableView* table) {
  table->resizeColumnsToContents();
  const int em = table->fontMetrics().horizontalAdvance(QLatin1Char('m'));
  for (int column = 0; column < table->model()->columnCount(); ++column)
    table->setColumnWidth(
        column, std::clamp(table->columnWidth(column) + em, em * (column == 0 ? 16 : 9), em * (column == 0 ? 30 : 14)));
}

QLabel* makeMessage(const QString& name) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignCenter);
  label->setMargin(24);
  return label;
}

}  // namespace

struct CompareView::Impl {
  CompareView* q;
  StoreAccess* store;
  QStackedWidget *pages = nullptr, *parameterPages = nullptr;
  QLabel *empty = nullptr, *sameParameters = nullptr;
  RunTableModel *parameters = nullptr, *metrics = nullptr;
  QTableView *parameterTable = nullptr, *metricTable = nullptr;
  CurveOverlay* curves = nullptr;
  DifferenceList* differences = nullptr;
  ScoreView* scores = nullptr;
  RatingView* rating = nullptr;
  ParallelCoordinates* parallel = nullptr;
  QComboBox* parallelMetric = nullptr;
  RunComparison shown;
  QTimer* update = nullptr;

  std::vector<RunId> runs;
  std::vector<RunId> fitted;  // whose columns were fitted
  bool reading = false, readAgain = false;
  quint64 serial = 0;

  void build();
  QWidget* makeOverview();
  QWidget* makeParallel();
  QToolButton* makeReportButton();
  void copyReport(ReportFormat format);
  void saveReport();
  void showParallel();
  void read();
  void take(const RunComparison& comparison);
  void showMessage(const QString& text);
};

void CompareView::Impl::build() {
  empty = makeMessage(QStringLiteral("compareEmpty"));
  curves = new CurveOverlay(store);
  differences = new DifferenceList(store);
  auto* tabs = new QTabWidget;
  tabs->setObjectName(QStringLiteral("compareTabs"));
  tabs->setDocumentMode(true);
  tabs->addTab(makeOverview(), CompareView::tr("Parameters and metrics"));
  tabs->addTab(curves, CompareView::tr("Curves"));
  tabs->addTab(differences, CompareView::tr("Captions"));
  scores = new ScoreView(store);
  rating = new RatingView(store);
  tabs->addTab(scores, CompareView::tr("Scores"));
  tabs->addTab(rating, CompareView::tr("Blind rating"));
  tabs->addTab(makeParallel(), CompareView::tr("Parallel coordinates"));
  tabs->setUsesScrollButtons(true);
  tabs->setCornerWidget(makeReportButton());
  pages = new QStackedWidget;
  pages->addWidget(empty);
  pages->addWidget(tabs);
  auto* layout = new QVBoxLayout(q);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages);
  update = new QTimer(q);
  update->setSingleShot(true);
  update->setInterval(kUpdateMilliseconds);
  connect(update, &QTimer::timeout, q, [this] { read(); });
  connect(store, &StoreAccess::opened, q, [this] {
    reading = false;
    read();
  });
  connect(store, &StoreAccess::changed, q, [this] {
    if (runs.size() > 1 && !update->isActive()) update->start();
  });
  connect(differences, &DifferenceList::imageActivated, q, &CompareView::imageActivated);
  connect(scores, &ScoreView::pairActivated, q, [this, tabs](qint64 first, qint64 second, qint64 image) {
    tabs->setCurrentWidget(differences);
    differences->showPicture(first, second, image);
  });
  connect(parallel, &ParallelCoordinates::runActivated, q, &CompareView::runActivated);
}

QWidget* CompareView::Impl::makeOverview() {
  parameters = new RunTableModel(CompareView::tr("Parameter"), q);
  metrics = new RunTableModel(CompareView::tr("Metric"), q);
  parameterTable = makeRunTable(parameters, QStringLiteral("parameterTable"));
  metricTable = makeRunTable(metrics, QStringLiteral("metricTable"));
  parameterTable->setAccessibleName(CompareView::tr("Parameters that differ"));
  metricTable->setAccessibleName(CompareView::tr("Metrics of the runs"));
  sameParameters = makeMessage(QStringLiteral("sameParameters"));
  parameterPages = new QStackedWidget;
  parameterPages->addWidget(sameParameters);
  parameterPages->addWidget(parameterTable);
  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  split->addWidget(metricTable);
  split->addWidget(parameterPages);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  return split;
}

QWidget* CompareView::Impl::makeParallel() {
  parallel = new ParallelCoordinates;
  parallelMetric = new QComboBox;
  parallelMetric->setObjectName(QStringLiteral("parallelMetric"));
  parallelMetric->setAccessibleName(CompareView::tr("Metric that colours the runs"));
  connect(parallelMetric, &QComboBox::activated, q, [this] { showParallel(); });
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(parallelMetric);
  layout->addWidget(parallel, 1);
  return page;
}

void CompareView::Impl::showParallel() {
  const auto chosen = parallelMetric->currentText();
  QStringList labels;
  for (const auto& row : shown.metrics) labels << row.label;
  parallelMetric->clear();
  parallelMetric->addItems(labels);
  const int again = int(labels.indexOf(chosen));
  parallelMetric->setCurrentIndex(again >= 0 ? again
                                             : std::max(0, int(labels.indexOf(QStringLiteral("best val/CIDEr")))));
  parallel->setAxes(shown.runs, parallelAxes(shown, parallelMetric->currentText()));
}

QToolButton* CompareView::Impl::makeReportButton() {
  auto* button = new QToolButton;
  button->setObjectName(QStringLiteral("compareReport"));
  button->setText(CompareView::tr("Report"));
  button->setToolTip(CompareView::tr("Scores with intervals and the parameters that differ, as text"));
  button->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button);
  menu->addAction(CompareView::tr("Copy as Markdown"), q, [this] { copyReport(ReportFormat::markdown); });
  menu->addAction(CompareView::tr("Copy as HTML"), q, [this] { copyReport(ReportFormat::html); });
  menu->addAction(CompareView::tr("Copy as LaTeX table"), q, [this] { copyReport(ReportFormat::latex); });
  menu->addSeparator();
  menu->addAction(CompareView::tr("Save…"), q, [this] { saveReport(); });
  button->setMenu(menu);
  return button;
}

void CompareView::Impl::copyReport(ReportFormat format) {
  QApplication::clipboard()->setText(comparisonReport(shown, scores->scores(), format));
  emit q->told(CompareView::tr("The report is on the clipboard."));
}

void CompareView::Impl::saveReport() {
  auto* dialog = new QFileDialog(q, CompareView::tr("Save report"), QStringLiteral("comparison.md"),
                                 CompareView::tr("Markdown (*.md);;HTML (*.html);;LaTeX (*.tex)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("md"));
  connect(dialog, &QFileDialog::fileSelected, q, [this](const QString& file) {
    const auto format = file.endsWith(QLatin1String(".tex"))    ? ReportFormat::latex
                        : file.endsWith(QLatin1String(".html")) ? ReportFormat::html
                                                                : ReportFormat::markdown;
    inBackground(
        q,
        [file = file.toStdString(), text = comparisonReport(shown, scores->scores(), format).toStdString()] {
          write_file_atomically(file, text);
          return true;
        },
        [this, file](const std::optional<bool>& done, const QString& error) {
          if (done)
            emit q->told(CompareView::tr("The report is in %1.").arg(QFileInfo(file).fileName()));
          else
            emit q->failed(CompareView::tr("Report"), error);
        });
  });
  dialog->open();
}

void CompareView::Impl::read() {
  if (runs.size() < 2) {
    ++serial;
    reading = false;
    showMessage(CompareView::tr(
        "Select two or more runs in Runs (Ctrl or Shift and click) to compare their parameters, metrics, "
        "curves and captions."));
    return;
  }
  if (reading) {
    readAgain = true;
    return;
  }
  reading = true;
  store->query(
      q, [wanted = runs](ExperimentStore& open) { return readComparison(open, wanted); },
      [this, asked = ++serial, wanted = runs](RunComparison comparison) {
        if (asked != serial) return;
        reading = false;
        if (wanted == runs) take(comparison);
        if (std::exchange(readAgain, false) || wanted != runs) read();
      });
}

void CompareView::Impl::take(const RunComparison& comparison) {
  if (comparison.runs.size() < 2) {
    showMessage(comparison.problem.isEmpty()
                    ? CompareView::tr("These runs are no longer in the store.")
                    : CompareView::tr("The runs could not be read. %1").arg(comparison.problem));
    return;
  }
  parameters->setTable(comparison.runs, comparison.parameters);
  metrics->setTable(comparison.runs, comparison.metrics);
  sameParameters->setText(comparison.problem.isEmpty()
                              ? CompareView::tr("These runs have the same parameters.")
                              : CompareView::tr("The parameters could not be compared. %1").arg(comparison.problem));
  parameterPages->setCurrentIndex(comparison.parameters.empty() ? 0 : 1);
  if (std::exchange(fitted, runs) != runs) {
    fitColumns(parameterTable);
    fitColumns(metricTable);
  }
  curves->setRuns(comparison.runs, comparison.series);
  differences->setRuns(comparison.runs);
  differences->refresh();
  scores->setRuns(comparison.runs);
  rating->setRuns(comparison.runs);
  shown = comparison;
  showParallel();
  pages->setCurrentIndex(1);
}

void CompareView::Impl::showMessage(const QString& text) {
  empty->setText(text);
  pages->setCurrentIndex(0);
}

CompareView::CompareView(StoreAccess* store, QWidget* parent) : QWidget(parent), impl_(std::make_unique<Impl>()) {
  impl_->q = this;
  impl_->store = store;
  impl_->build();
  impl_->read();
}

CompareView::~CompareView() = default;

void CompareView::setRuns(const QList<qint64>& runs) {
  const std::vector<RunId> wanted(runs.begin(), runs.end());
  if (wanted == impl_->runs) return;
  impl_->runs = wanted;
  impl_->read();
}

}  // namespace vignette
