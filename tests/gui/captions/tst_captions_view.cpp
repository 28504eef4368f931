#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "app/store_access.h"
#include "captions/caption_model.h"
#include "captions/captions_view.h"
#include "captions/image_detail.h"
#include "captions/picture_view.h"
#include "captions/thumbnail_grid.h"
#include "gui/captions/caption_store.h"
#include "patient_tries.h"

using namespace vignette;

class TestCaptionsView : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path file_;
  Pictures pictures_;
  RunId run_ = 0, emptyRun_ = 0;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<CaptionsView> view_;

  template <class T>
  T* find(const char* name) {
    return view_->findChild<T*>(QString::fromLatin1(name));
  }
  ThumbnailGrid* grid() { return find<ThumbnailGrid>("captionGrid"); }
  ImageDetail* detail() { return view_->findChild<ImageDetail*>(); }
  CaptionModel* model() { return view_->findChild<CaptionModel*>(); }
  QString message() { return find<QLabel>("captionsEmpty")->text(); }
  std::vector<qint64> shownImages() {
    std::vector<qint64> ids;
    for (int row = 0; row < model()->rowCount(); ++row) ids.push_back(model()->item(row).key.imageId);
    return ids;
  }
  void click(int row) {
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {}, grid()->visualRect(model()->index(row)).center());
  }

 private slots:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale::c());
    QApplication::setDoubleClickInterval(50);
  }

  void init() {
    QFile::remove(folder_.filePath("store.vignette"));
    file_ = folder_.filePath("store.vignette").toStdString();
    pictures_ = drawPictures(folder_.path(), 5);
    pictures_.push_back(folder_.filePath("missing.png").toStdString());
    run_ = addRun(file_, "first", "");
    emptyRun_ = addRun(file_, "empty", "");
    addCaptions(file_, run_, {100, 6, true, "stands"}, pictures_);
    addCaptions(file_, run_, {200, 6, false, "jumps"}, pictures_);
    store_ = std::make_unique<StoreAccess>();
    QSignalSpy opened(store_.get(), &StoreAccess::opened);
    store_->open(file_);
    view_ = std::make_unique<CaptionsView>(store_.get());
    view_->resize(900, 600);
    view_->show();
    QTRY_COMPARE(opened.count(), 1);
  }

  void cleanup() {
    view_.reset();
    store_.reset();
    for (const char* end : {"", "-wal", "-shm"}) QFile::remove(folder_.filePath("store.vignette") + end);
  }

  void emptyStatesSayWhatToDo() {
    QVERIFY(message().contains("Select a run"));
    view_->showRun(emptyRun_);
    QTRY_VERIFY(message().contains("stored no captions"));
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QVERIFY(grid()->isVisible());
    view_->showRun(0);
    QTRY_VERIFY(message().contains("Select a run"));
    QTRY_VERIFY(!grid()->isVisible());
  }

  void showsTheNewestAndEarlierSteps() {
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QCOMPARE(model()->item(0).caption, QString::fromStdString(plannedCaption(1, "jumps")));
    view_->showStep(150);
    QTRY_COMPARE(model()->item(0).caption, QString::fromStdString(plannedCaption(1, "stands")));
    QVERIFY(!find<QToolButton>("newestStep")->isChecked());
    QCOMPARE(find<QSlider>("captionStep")->maximum(), 1);
    find<QSlider>("captionStep")->setValue(1);
    QTRY_COMPARE(model()->item(0).caption, QString::fromStdString(plannedCaption(1, "jumps")));
    find<QSlider>("captionStep")->setValue(0);
    QTRY_COMPARE(model()->item(0).step, 100);
    QTest::mouseClick(find<QToolButton>("newestStep"), Qt::LeftButton);
    QTRY_COMPARE(model()->item(0).step, 200);
  }

  void changesSinceTheStepBefore() {
    using Change = ChangedWord::Change;
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    const std::vector<ChangedWord> expected = {
        {Change::kept, "a"},      {Change::kept, "green"}, {Change::kept, "owl"}, {Change::removed, "stands"},
        {Change::added, "jumps"}, {Change::kept, "on"},    {Change::kept, "the"}, {Change::kept, "grass"}};
    QVERIFY(model()->item(0).changes == expected);
    auto* told = find<QLabel>("captionsChanged");
    QVERIFY2(told->isVisible() && told->text() == "Changed since step 100: 6", qPrintable(told->text()));
    QVERIFY(model()->index(0).data(Qt::AccessibleTextRole).toString().contains("[stands] jumps"));
    click(0);
    QTRY_VERIFY(find<QLabel>("headlineChanges")->text().contains("<s>stands</s>"));
    QTest::mouseClick(find<QToolButton>("captionChanges"), Qt::LeftButton);
    QTRY_VERIFY(model()->item(0).changes.empty());
    QTest::mouseClick(find<QToolButton>("captionChanges"), Qt::LeftButton);
    QTRY_VERIFY(!model()->item(0).changes.empty());
    view_->showStep(120);
    QTRY_COMPARE(model()->item(0).step, 100);
    QTRY_VERIFY(!told->isVisible());  // the first stored step
    QVERIFY(model()->item(0).changes.empty());
  }

  void unchangedCaptionsAreNotMarkedAndSortLast() {
    addCaptions(file_, run_, {300, 3, false, "jumps"}, pictures_);
    addCaptions(file_, run_, {300, 1, false, "sits down"}, pictures_);
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QVERIFY(find<QLabel>("captionsChanged")->text().endsWith(": 1"));
    find<QComboBox>("captionSort")->setCurrentIndex(3);
    QTest::mouseClick(find<QToolButton>("sortDescending"), Qt::LeftButton);
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{1, 2, 3, 4, 5, 6}));
    QVERIFY(model()->item(0).change > 0 && model()->item(1).change == 0);
  }

  void keysGoFromStepToStep() {
    addCaptions(file_, run_, {300, 6, false, "sits"}, pictures_);
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QTRY_COMPARE(find<QSlider>("captionStep")->maximum(), 2);
    QSignalSpy shown(view_.get(), &CaptionsView::stepShown);
    view_->activateWindow();
    QTRY_VERIFY(view_->isActiveWindow());
    view_->focusSteps();
    QTest::keyClick(view_->focusWidget(), Qt::Key_Left);
    QTRY_COMPARE(model()->item(0).step, 200);
    QTest::keyClick(view_->focusWidget(), Qt::Key_Left);
    QTRY_COMPARE(model()->item(0).step, 100);
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(model()->item(0).step, 200);
    QCOMPARE(shown.count(), 3);
    QCOMPARE(shown.last()[0].toLongLong(), 200);
  }

  void searchSortAndRange() {
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "FOX");
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{4}));
    QCOMPARE(find<QLabel>("captionCounts")->text(), QString("1 of 6 captions"));
    find<QLineEdit>("captionSearch")->clear();
    find<QComboBox>("captionScore")->setCurrentIndex(7);
    QTest::keyClicks(find<QLineEdit>("scoreMinimum"), "30");
    QTest::keyClicks(find<QLineEdit>("scoreMaximum"), "50");
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{3, 4, 5}));
    find<QComboBox>("captionSort")->setCurrentIndex(1);
    QTest::mouseClick(find<QToolButton>("sortDescending"), Qt::LeftButton);
    QTRY_COMPARE(shownImages(), (std::vector<qint64>{5, 4, 3}));
    QCOMPARE(model()->index(0).data(CaptionModel::ScoreTextRole).toString(), QString("50.0"));
    QTest::keyClicks(find<QLineEdit>("scoreMaximum"), "0000");
    QTest::keyClicks(find<QLineEdit>("captionSearch"), "zebra");
    QTRY_VERIFY(message().contains("No caption matches"));
    QVERIFY(!grid()->isVisible());
  }

  void samplesAreShownApart() {
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    find<QComboBox>("captionKind")->setCurrentIndex(1);
    QTRY_COMPARE(model()->rowCount(), 12);
    QVERIFY(model()->item(0).caption.contains("sleeps"));
    QVERIFY(model()->item(1).caption.contains("runs"));
  }

  void detailFollowsClickEnterAndEscape() {
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    QVERIFY(!detail()->isVisible());
    click(1);
    QTRY_COMPARE(detail()->imageId(), 2);
    QVERIFY(detail()->isVisible());
    auto* table = find<QTableView>("captionTable");
    QCOMPARE(table->model()->rowCount(), 3);
    QCOMPARE(find<QLabel>("headline")->text(), QString::fromStdString(plannedCaption(2, "jumps")));
    QVERIFY(find<QLabel>("references")->text().contains("an animal <b><u>on</u></b> a meadow 2") ||
            find<QLabel>("references")->text().contains("animal <b><u>on</u></b> <b><u>a</u></b> meadow 2"));
    QCOMPARE(find<QTableView>("timelineTable")->model()->rowCount(), 2);
    table->selectRow(2);
    QVERIFY(find<QLabel>("headline")->text().contains("runs"));
    QTRY_COMPARE(detail()->picture()->picture().image.size(), QSize(64, 48));

    QSignalSpy activated(view_.get(), &CaptionsView::imageActivated);
    grid()->setFocus();
    QTest::keyClick(grid(), Qt::Key_Right);
    QTRY_COMPARE(detail()->imageId(), 3);
    QTest::keyClick(grid(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toLongLong(), 3);
    view_->activateWindow();
    QTRY_VERIFY(view_->isActiveWindow());
    QTest::keyClick(grid(), Qt::Key_Escape);
    QTRY_VERIFY(!detail()->isVisible());
  }

  void brokenPicturesSayWhy() {
    view_->showRun(run_);
    view_->showImage(6);
    QTRY_COMPARE(detail()->imageId(), 6);
    QTRY_VERIFY(!detail()->picture()->picture().problem.isEmpty());
    QTRY_COMPARE(grid()->currentIndex().row(), 5);
  }

  void liveUpdatesKeepPlaceAndSelection() {
    addCaptions(file_, run_, {300, 400, false, "sits"}, pictures_);
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 400);
    grid()->scrollToTop(200, 17);
    const auto top = grid()->topRow();
    click(top.first + grid()->columns() + 1);
    const auto chosen = model()->item(grid()->currentIndex().row()).key;
    QTRY_COMPARE(detail()->imageId(), chosen.imageId);
    QTest::qWait(300);  // Qt brings a clicked cell wholly into sight after the double-click interval
    const auto place = model()->item(grid()->topRow().first).key.imageId;
    const int offset = grid()->topRow().second;

    addCaptions(file_, run_, {400, 450, false, "flies"}, pictures_);
    QTRY_COMPARE(model()->rowCount(), 450);
    QVERIFY(model()->item(0).caption.contains("flies"));
    QCOMPARE(model()->item(grid()->topRow().first).key.imageId, place);
    QCOMPARE(grid()->topRow().second, offset);
    QCOMPARE(model()->item(grid()->currentIndex().row()).key, chosen);
    QVERIFY(grid()->selectionModel()->isSelected(grid()->currentIndex()));
    QTRY_VERIFY(find<QLabel>("headline")->text().contains("flies"));
  }

  void anEarlierStepStaysWhileTheRunGoesOn() {
    view_->showRun(run_);
    view_->showStep(100);
    QTRY_COMPARE(model()->rowCount(), 6);
    addCaptions(file_, run_, {300, 6, false, "sits"}, pictures_);
    QTRY_COMPARE(find<QSlider>("captionStep")->maximum(), 2);
    QCOMPARE(find<QSlider>("captionStep")->value(), 0);
    QTRY_COMPARE(model()->item(0).step, 100);
  }

  void sizeSliderChangesTheCells() {
    view_->showRun(run_);
    QTRY_COMPARE(model()->rowCount(), 6);
    const int before = grid()->columns();
    find<QSlider>("thumbnailSize")->setValue(256);
    QVERIFY(grid()->columns() < before);
  }

  void timelineOpensItsStep() {
    view_->showRun(run_);
    view_->showImage(2);
    QTRY_COMPARE(detail()->imageId(), 2);
    QTRY_COMPARE(model()->rowCount(), 6);
    emit detail()->stepActivated(100);
    QTRY_COMPARE(model()->item(0).step, 100);
  }

  void closesWhileWorkIsUnderWay() {
    addCaptions(file_, run_, {300, 3000, false, "sits"}, pictures_);
    view_->showRun(run_);
    view_->showImage(2);
    view_.reset();
    QCoreApplication::processEvents();
  }
};

QTEST_MAIN(TestCaptionsView)
#include "tst_captions_view.moc"
