// Log and Issues docks.

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
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
