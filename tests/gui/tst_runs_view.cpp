// The Runs dock: model contract, filter, rename, delete with undo, quickness with thousands of runs.

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QDialog>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QtTest>

#include "app/store_access.h"
#include "patient_tries.h"
#include "runs/runs_view.h"
#include "store/experiment_store.h"

using namespace vignette;

namespace {
RunRow row(qint64 id, const QString& name, double cider = 0.5) {
  RunRow row;
  row.id = id;
  row.name = name;
  row.bestCider = cider;
  row.started = 1000.0 + double(id);
  return row;
}
}  // namespace

class TestRunsView : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<QUndoStack> undo_;
  std::unique_ptr<RunsView> view_;

  QTableView* table() { return view_->findChild<QTableView*>("runTable"); }
  void open(const QString& name, int runs) { open(name, runs, runs); }
  void open(const QString& name, int added, int runs) {
    {
      ExperimentStore store(folder_.filePath(name).toStdString());
      for (int i = 0; i < added; ++i) {
        NewRun run;
        run.name = "run " + std::to_string(i + 1);
        store.create_run(run);
      }
    }
    store_ = std::make_unique<StoreAccess>();
    undo_ = std::make_unique<QUndoStack>();
    view_ = std::make_unique<RunsView>(store_.get(), undo_.get());
    view_->resize(600, 400);
    view_->show();
    store_->open(folder_.filePath(name).toStdString());
    QTRY_COMPARE(table()->model()->rowCount(), runs);
  }
  QModelIndex cell(const QString& name, int column = 0) {
    for (int i = 0; i < table()->model()->rowCount(); ++i)
      if (table()->model()->index(i, 0).data().toString() == name) return table()->model()->index(i, column);
    return {};
  }
  void click(const QString& name, Qt::KeyboardModifiers keys = {}) {
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, keys, table()->visualRect(cell(name)).center());
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void cleanup() {
    view_.reset();
    store_.reset();
  }

  void modelKeepsItsContract() {
    RunListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({row(2, "b"), row(1, "a")});
    model.setRows({row(4, "d"), row(3, "c"), row(2, "b"), row(1, "a")});
    model.setRows({row(4, "d"), row(2, "b2"), row(1, "a")});
    model.setRows({});
    model.setRows({row(7, "x")});
    QCOMPARE(model.rowCount(), 1);
  }

  void rowsAreMergedSoThatSelectionsStay() {
    RunListModel model;
    model.setRows({row(2, "b"), row(1, "a")});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset), inserted(&model, &QAbstractItemModel::rowsInserted),
        changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows({row(3, "c"), row(2, "b"), row(1, "a!")});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(2, 0).data().toString(), "a!");
  }

  void ciderIsShownAsInPapers() {
    RunListModel model;
    auto none = row(1, "none");
    none.bestCider.reset();
    model.setRows({row(2, "b", 1.2346), none});
    QCOMPARE(model.index(0, RunListModel::Cider).data().toString(), "123.5");
    QCOMPARE(model.index(1, RunListModel::Cider).data().toString(), "–");
  }

  void filterAndSelection() {
    open("filter.vignette", 12);
    QTest::keyClicks(view_->findChild<QLineEdit*>("runFilter"), "run 12");
    QCOMPARE(table()->model()->rowCount(), 1);
    view_->findChild<QLineEdit*>("runFilter")->clear();
    QSignalSpy selected(view_.get(), &RunsView::selectionChanged);
    click("run 3");
    click("run 5", Qt::ControlModifier);
    QCOMPARE(view_->selectedRuns().size(), 2);
    QCOMPARE(selected.count(), 2);
    QVERIFY(view_->selectedRuns().contains(3) && view_->selectedRuns().contains(5));
  }

  void searchByExpression() {
    open("search.vignette", 12);
    auto* line = view_->findChild<QLineEdit*>("runFilter");
    auto* problem = view_->findChild<QLabel*>("runFilterProblem");
    QTest::keyClicks(line, "id > 3 and id <= 5");
    QCOMPARE(table()->model()->rowCount(), 2);
    QVERIFY(!problem->isVisible());
    line->clear();
    QTest::keyClicks(line, "id > ");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains("expected a value after >"));
    QCOMPARE(table()->model()->rowCount(), 12);  // the last good expression was empty or a word
    line->clear();
    QVERIFY(!problem->isVisible());
  }

  void completionWhileTyping() {
    open("completion.vignette", 3);
    auto* line = view_->findChild<QLineEdit*>("runFilter");
    line->setFocus();
    QTest::keyClicks(line, "learning_ra");
    auto* popup = view_->findChild<QCompleter*>()->popup();
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->index(0, 0).data().toString(), "optimizer.learning_rate");
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_COMPARE(line->text(), "optimizer.learning_rate ");
  }

  void archivedRunsAreHiddenUntilShown() {
    open("archive.vignette", 4);
    click("run 2");
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    view_->findChild<QAction*>("showArchived")->trigger();
    QTRY_COMPARE(table()->model()->rowCount(), 4);
    view_->findChild<QAction*>("showArchived")->trigger();
    undo_->undo();
    QTRY_COMPARE(table()->model()->rowCount(), 4);
  }

  void tagsAndNoteByDialog() {
    open("tags.vignette", 2);
    click("run 1");
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier);
    auto* dialog = view_->findChild<QDialog*>("describeRun");
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>("runTags"), "paper, good");
    QTest::keyClick(dialog->findChild<QLineEdit*>("runTags"), Qt::Key_Return);
    QTRY_COMPARE(view_->model()->find(1)->tags, (QStringList{"paper", "good"}));
    QTest::keyClicks(view_->findChild<QLineEdit*>("runFilter"), "tag:paper");
    QCOMPARE(table()->model()->rowCount(), 1);
    undo_->undo();
    QTRY_COMPARE(view_->model()->find(1)->tags, QStringList());
  }

  void columnsAreChosenKeptAndBestMarked() {
    {
      ExperimentStore store(folder_.filePath("columns.vignette").toStdString());
      for (const auto& [name, cider] : {std::pair{"low", 0.5}, {"high", 0.75}}) {
        NewRun run;
        run.name = name;
        const auto id = store.create_run(run);
        store.append_steps(id, std::vector{ExperimentStore::StepScalars{10, 1, {{"val/BLEU-4", cider}}}});
      }
    }
    open("columns.vignette", 0, 2);
    view_->findChild<QAction*>("chooseColumns")->trigger();
    auto* known = view_->findChild<QListWidget*>("knownColumns");
    QVERIFY(QTest::qWaitForWindowExposed(known->window()));
    QTest::keyClicks(view_->findChild<QLineEdit*>("columnSearch"), "val/BLEU-4");
    QTRY_VERIFY(known->currentItem() && known->currentItem()->text() == "val/BLEU-4");
    for (auto* button : known->window()->findChildren<QPushButton*>())
      if (button->text() == "Add") QTest::mouseClick(button, Qt::LeftButton);
    auto* chosen = view_->findChild<QListWidget*>("chosenColumns");
    QTRY_COMPARE(chosen->count(), 1);
    QCOMPARE(chosen->item(0)->text(), QString("val/BLEU-4"));
    auto* buttons = view_->findChild<QDialogButtonBox*>();
    QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QTRY_COMPARE(table()->model()->columnCount(), int(RunListModel::ColumnCount) + 1);
    QTRY_COMPARE(cell("high", RunListModel::ColumnCount).data().toString(), "75.0 ★");
    QCOMPARE(cell("low", RunListModel::ColumnCount).data().toString(), "50.0");
    open("columns.vignette", 0, 2);
    QTRY_COMPARE(cell("high", RunListModel::ColumnCount).data().toString(), "75.0 ★");
  }

  void renameWithTheKeyboardAndUndo() {
    open("rename.vignette", 3);
    click("run 2");
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_F2);
    auto* editor = table()->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "the good one");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(cell("the good one").isValid());
    QCOMPARE(view_->selectedRuns(), QList<qint64>{2});
    undo_->undo();
    QTRY_VERIFY(cell("run 2").isValid());
  }

  void deleteAndUndo() {
    open("delete.vignette", 4);
    click("run 1");
    click("run 3", Qt::ControlModifier);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QVERIFY(!cell("run 1").isValid());
    undo_->undo();
    QTRY_COMPARE(table()->model()->rowCount(), 4);
    undo_->redo();
    QTRY_COMPARE(table()->model()->rowCount(), 2);
  }

  void anEmptyStoreSaysWhatToDo() {
    open("empty.vignette", 0);
    QVERIFY(view_->findChild<QWidget*>("noRuns")->isVisible());
  }

  void thousandsOfRunsStayQuick() {
    RunListModel model;
    std::vector<RunRow> rows;
    for (int i = 5000; i > 0; --i) rows.push_back(row(i, QString("run %1").arg(i), i * 0.001));
    model.setRows(rows);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(RunListModel::SortRole);
    proxy.setFilterKeyColumn(-1);
    QElapsedTimer timer;
    timer.start();
    rows[0].step = 5;
    model.setRows(rows);
    proxy.setFilterFixedString("run 49");
    proxy.sort(RunListModel::Cider, Qt::DescendingOrder);
    QCOMPARE(proxy.rowCount(), 111);
    QCOMPARE(proxy.index(0, 0).data().toString(), "run 4999");
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
  }
};

QTEST_MAIN(TestRunsView)
#include "tst_runs_view.moc"
