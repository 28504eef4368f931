#include <qcustomplot.h>

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store_access.h"
#include "compare/caption_difference_model.h"
#include "compare/compare_view.h"
#include "compare/curve_overlay.h"
#include "gui/captions/caption_store.h"
#include "patient_tries.h"
#include "recipe/recipe.h"

using namespace vignette;

class TestCompareView : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path file_;
  RunId first_ = 0, second_ = 0, third_ = 0;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<CompareView> view_;

  template <class T>
  T* find(const char* name) {
    return view_->findChild<T*>(QString::fromLatin1(name));
  }
  QAbstractItemModel* table(const char* name) { return find<QTableView>(name)->model(); }
  QStringList row(const char* name, const QString& label) {
    const auto* model = table(name);
    for (int r = 0; r < model->rowCount(); ++r) {
      QStringList cells;
      for (int c = 0; c < model->columnCount(); ++c) cells << model->index(r, c).data().toString();
      if (cells.first() == label) return cells;
    }
    return {};
  }
  static std::string resolved(const std::vector<std::string>& changes) {
    Recipe recipe;
    for (const auto& change : changes) recipe.set_assignment(change);
    return recipe.to_toml(true);
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    file_ = folder_.filePath("store.vignette").toStdString();
    const auto pictures = drawPictures(folder_.path(), 5);
    first_ = addRun(file_, "slow", resolved({"optimizer.learning_rate=1e-5"}), "#0072b2");
    second_ = addRun(file_, "fast", resolved({"optimizer.learning_rate=1e-3"}), "#e69f00");
    third_ = addRun(file_, "bare", resolved({"optimizer.learning_rate=1e-5"}), "#009e73");
    addCaptions(file_, first_, {100, 6, false, "stands"}, pictures);
    addCaptions(file_, second_, {100, 4, false, "is jumping"}, pictures);
    addCurve(file_, first_, "reward", 300, 10, 0.1);
    addCurve(file_, second_, "reward", 200, 5, 0.2);
    addCurve(file_, first_, "val/CIDEr", 3, 0.1, 0.1);
    addCurve(file_, second_, "val/CIDEr", 3, 0.5, 0.1);
  }

  void init() {
    store_ = std::make_unique<StoreAccess>();
    QSignalSpy opened(store_.get(), &StoreAccess::opened);
    store_->open(file_);
    view_ = std::make_unique<CompareView>(store_.get());
    view_->resize(900, 600);
    view_->show();
    QTRY_COMPARE(opened.count(), 1);
  }

  void cleanup() {
    view_.reset();
    store_.reset();
  }

  void fewerThanTwoSaysHow() {
    QVERIFY(find<QLabel>("compareEmpty")->text().contains("two or more runs"));
    view_->setRuns({first_});
    QVERIFY(find<QLabel>("compareEmpty")->isVisible());
    view_->setRuns({first_, second_});
    QTRY_VERIFY(!find<QLabel>("compareEmpty")->isVisible());
    view_->setRuns({});
    QTRY_VERIFY(find<QLabel>("compareEmpty")->isVisible());
  }

  void differingParametersOnly() {
    view_->setRuns({first_, second_});
    QTRY_COMPARE(table("parameterTable")->rowCount(), 1);
    QCOMPARE(row("parameterTable", "optimizer.learning_rate").size(), 3);
    QVERIFY(row("parameterTable", "optimizer.learning_rate")[1] != row("parameterTable", "optimizer.learning_rate")[2]);
    QCOMPARE(table("parameterTable")->headerData(1, Qt::Horizontal).toString(), QString("slow"));
    view_->setRuns({first_, third_});
    QTRY_VERIFY(find<QLabel>("sameParameters")->isVisible());
    QVERIFY(find<QLabel>("sameParameters")->text().contains("same parameters"));
  }

  void metricsWithTheBestStarred() {
    view_->setRuns({first_, second_, third_});
    QTRY_COMPARE(row("metricTable", "best val/CIDEr"), (QStringList{"best val/CIDEr", "40.0", "★ 80.0", "–"}));
    QCOMPARE(row("metricTable", "last reward"), (QStringList{"last reward", "40", "★ 45", "–"}));
  }

  void curvesLieOverEachOther() {
    view_->setRuns({first_, second_});
    find<QTabWidget>("compareTabs")->setCurrentIndex(1);
    auto* plot = view_->findChild<CurveOverlay*>()->findChild<QCustomPlot*>();
    QTRY_COMPARE(plot->graphCount(), 6);
    QCOMPARE(find<QComboBox>("overlaySeries")->currentText(), QString("reward"));
    QCOMPARE(plot->legend->itemCount(), 2);
    QVERIFY(plot->graph(2)->pen().color() != plot->graph(5)->pen().color());
    QVERIFY(plot->graph(2)->pen().style() != plot->graph(5)->pen().style());
    QVERIFY(plot->xAxis->range().upper > 250 && plot->xAxis->range().upper < 350);
    plot->xAxis->setRange(100, 120);
    QTRY_VERIFY(plot->graph(2)->data()->size() <= 30);
    QCOMPARE(plot->xAxis->range().lower, 100.0);
    find<QComboBox>("overlaySeries")->setCurrentText("val/CIDEr");
    QTRY_VERIFY(plot->xAxis->range().upper < 10);
  }

  void captionsThatDifferMost() {
    view_->setRuns({first_, second_});
    find<QTabWidget>("compareTabs")->setCurrentIndex(2);
    auto* pairs = view_->findChild<CaptionDifferenceModel*>();
    QTRY_COMPARE(pairs->rowCount(), 4);
    QCOMPARE(pairs->pair(0).words.distance, 2);
    QVERIFY(find<QLabel>("differenceSummary")->text().startsWith("The captions differ on 4 of 4 pictures."));
    QSignalSpy activated(view_.get(), &CompareView::imageActivated);
    auto* list = find<QTableView>("differenceTable");
    const auto cell = pairs->index(1, CaptionDifferenceModel::SecondColumn);
    const auto where = list->visualRect(cell).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, where);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, where);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first()[0].toLongLong(), second_);
    QCOMPARE(activated.first()[1].toLongLong(), pairs->pair(1).imageId);
  }

  void followsNewRuns() {
    view_->setRuns({first_, second_});
    QTRY_COMPARE(row("metricTable", "steps").value(1), QString("300"));
    addCurve(file_, third_, "reward", 10, 1, 1);
    view_->setRuns({third_, second_});
    QTRY_COMPARE(row("metricTable", "steps").value(1), QString("10"));
  }
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
