// Log and Issues docks.

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>
#include <thread>

#include "messages/issues_view.h"
#include "messages/log_model.h"
#include "messages/log_view.h"
#include "patient_tries.h"

using namespace vignette;

class TestMessages : public QObject {
  Q_OBJECT

 private slots:
  void logArrivesFromOtherThreadsAndIsFiltered() {
    LogView view;
    view.show();
    std::thread([] {
      log_info("epoch 1 began");
      log_warning("caption cut");
      log_debug("cache hit");
    }).join();
    auto* lines = view.findChild<QListView*>("logLines");
    QTRY_COMPARE(lines->model()->rowCount(), 2);
    view.findChild<QComboBox*>("logLevel")->setCurrentIndex(int(LogLevel::warning));
    QCOMPARE(lines->model()->rowCount(), 1);
    QVERIFY(lines->model()->index(0, 0).data().toString().contains("caption cut"));
    view.findChild<QComboBox*>("logLevel")->setCurrentIndex(int(LogLevel::debug));
    QTest::keyClicks(view.findChild<QLineEdit*>("logSearch"), "CACHE");
    QCOMPARE(lines->model()->rowCount(), 1);
  }

  void logIsBounded() {
    LogModel model(100);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 90; ++i) log_info("line " + std::to_string(round * 90 + i));
      QTRY_VERIFY(model.rowCount() > 0 && model.index(model.rowCount() - 1, 0).data(LogModel::TextRole).toString() ==
                                              QString("line %1").arg(round * 90 + 89));
    }
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.index(0, 0).data(LogModel::TextRole).toString(), "line 170");
  }

  void searchMarksAndSteps() {
    LogView view;
    view.resize(600, 200);
    view.show();
    for (int i = 0; i < 60; ++i) log_info(i % 20 == 5 ? "found " + std::to_string(i) : "other " + std::to_string(i));
    auto* lines = view.findChild<QListView*>("logLines");
    QTRY_COMPARE(lines->model()->rowCount(), 60);
    QTest::mouseClick(view.findChild<QToolButton*>("logOnly"), Qt::LeftButton);
    auto* search = view.findChild<QLineEdit*>("logSearch");
    QTest::keyClicks(search, "FOUND");
    QCOMPARE(lines->model()->rowCount(), 60);
    QCOMPARE(view.findChild<QLabel*>("logFound")->text(), "3 lines");
    for (const int row : {5, 25, 45, 5}) {
      QTest::keyClick(search, Qt::Key_Return);
      QCOMPARE(lines->currentIndex().row(), row);
    }
    QTest::mouseClick(view.findChild<QToolButton*>("logPrevious"), Qt::LeftButton);
    QCOMPARE(lines->currentIndex().row(), 45);
    QVERIFY(!view.findChild<QToolButton*>("logFollow")->isChecked());
    QVERIFY(lines->viewport()->rect().intersects(lines->visualRect(lines->currentIndex())));
    QTest::keyClick(lines, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith("found 45"));
    QTest::mouseClick(view.findChild<QToolButton*>("logFollow"), Qt::LeftButton);
    log_info("the newest");
    QTRY_COMPARE(lines->model()->rowCount(), 61);
    QTRY_VERIFY(lines->viewport()->rect().intersects(lines->visualRect(lines->model()->index(60, 0))));
  }

  void aRunsOwnLogIsFollowed() {
    QTemporaryDir folder;
    QFile file(folder.filePath("run.log"));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    file.write(
        "2026-01-31 12:00:00.000 [info] step 1\n2026-01-31 12:00:01.000 [error] disk full\nmore of it\nhalf a l");
    LogView view;
    view.show();
    view.setRun("baseline", file.fileName());
    auto* source = view.findChild<QComboBox*>("logSource");
    QCOMPARE(source->count(), 2);
    source->setCurrentIndex(1);
    auto* lines = view.findChild<QListView*>("logLines");
    QTRY_COMPARE(lines->model()->rowCount(), 3);
    QCOMPARE(lines->model()->index(0, 0).data().toString(), "12:00:00  step 1");
    view.findChild<QComboBox*>("logLevel")->setCurrentIndex(int(LogLevel::error));
    QCOMPARE(lines->model()->rowCount(), 2);  // what goes on in a second line belongs to the first
    view.findChild<QComboBox*>("logLevel")->setCurrentIndex(int(LogLevel::debug));
    file.write("ine\n");
    QTRY_COMPARE(lines->model()->rowCount(), 4);
    QVERIFY(lines->model()->index(3, 0).data().toString().endsWith("half a line"));
    view.setRun({}, {});
    QCOMPARE(source->count(), 1);
  }

  void issuesAreCountedAndOpenRuns() {
    IssuesView view;
    view.show();
    QSignalSpy count(&view, &IssuesView::countChanged), activated(&view, &IssuesView::runActivated),
        errors(&view, &IssuesView::errorAdded);
    view.add({Issue::Severity::warning, "train.json", "picture 7 is truncated", 0});
    view.add({Issue::Severity::warning, "train.json", "picture 7 is truncated", 0});
    view.add({Issue::Severity::error, "run 3", "The loss is NaN.", 3});
    QCOMPARE(view.count(), 2);
    QCOMPARE(errors.count(), 1);
    QCOMPARE(count.last()[0].toInt(), 2);
    auto* list = view.findChild<QListWidget*>("issueList");
    QVERIFY(list->item(1)->text().contains("2"));
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toLongLong(), 3);
  }
};

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
