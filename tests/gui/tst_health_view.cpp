// The Health dock on a stored run whose critic is saturated, and Live controls: what they show, send and take back.

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>
#include <QtTest>

#include "app/store_access.h"
#include "experiment/live_controls.h"
#include "health/health_view.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestHealthView : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<StoreAccess> access_;
  qint64 run_ = 0;
  QStringList sent_;
  QUndoStack undo_;

  std::filesystem::path file() const { return folder_->filePath("runs.vignette").toStdString(); }

  /// Fifty steps of a critic that is never wrong, and captions that stay varied.
  void fill() {
    ExperimentStore store(file());
    NewRun record;
    record.name = "saturated";
    record.recipe = Recipe().to_toml();
    run_ = store.create_run(record);
    std::vector<ExperimentStore::StepScalars> steps;
    for (std::int64_t step = 1; step <= 50; ++step)
      steps.push_back({step, double(step), {{"D_accuracy", 1.0}, {"distinct_2", 0.5}, {"entropy", 2.0}}});
    store.append_steps(run_, steps);
    store.set_state(run_, RunState::running);
  }
  QTreeWidgetItem* rule(HealthView& view, const QString& name) {
    const auto found = view.findChild<QTreeWidget*>("healthRules")->findItems(name, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.first();
  }
  LiveControls* live() {
    auto* live = new LiveControls(access_.get(), &undo_, [this](qint64 run, const QString& key, const QString& value) {
      sent_ << QStringLiteral("%1 %2=%3").arg(run).arg(key, value);
    });
    live->resize(350, 700);
    live->setVisible(true);
    live->showRun(run_, true);
    return live;
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void init() {
    access_.reset();  // before its file goes
    folder_ = std::make_unique<QTemporaryDir>();
    fill();
    access_ = std::make_unique<StoreAccess>();
    QSignalSpy opened(access_.get(), &StoreAccess::opened);
    access_->open(file());
    QTRY_COMPARE(opened.count(), 1);  // it may come before a wait could begin
    sent_.clear();
    undo_.clear();
  }

  void aSaturatedCriticIsToldWithWhatToTry() {
    HealthView view(access_.get());
    view.resize(1000, 400);
    view.show();
    QVERIFY(view.findChild<QLabel*>("healthEmpty")->isVisible());
    view.showRun(run_, true);
    auto* table = view.findChild<QTreeWidget*>("healthRules");
    QTRY_VERIFY(table->isVisible());
    auto* critic = rule(view, "Critic saturated");
    QTRY_COMPARE(critic->text(1), "Alarm");
    QCOMPARE(critic->text(2), "1");
    QCOMPARE(rule(view, "Variety lost")->text(1), "OK");
    QCOMPARE(rule(view, "Captions alike")->text(1), "No data");
    QVERIFY(rule(view, "Captions alike")->toolTip(1).contains("no such curve yet"));
    table->setCurrentItem(critic);
    const auto detail = view.findChild<QLabel*>("healthDetail");
    QVERIFY(detail->text().contains("What to try:"));
    QSignalSpy activated(&view, &HealthView::ruleActivated);
    emit detail->linkActivated("curves");
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][1].toStringList(), (QStringList{"D_accuracy", "critic/margin"}));
  }

  void aThresholdThatIsTypedOutlivesNewFigures() {
    HealthView view(access_.get());
    view.resize(1000, 400);
    view.show();
    view.showRun(run_, true);
    auto* table = view.findChild<QTreeWidget*>("healthRules");
    auto* critic = rule(view, "Critic saturated");
    QTRY_COMPARE(critic->text(1), "Alarm");
    QSignalSpy changed(&view, &HealthView::thresholdChanged);
    table->setCurrentItem(critic);
    table->editItem(critic, 3);
    auto* editor = table->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    QCOMPARE(editor->text(),
             QString::fromStdString(format_value(find_parameter("health.critic_saturated")->default_value)));
    editor->selectAll();
    QTest::keyClicks(editor, "0.9");
    access_->write([run = run_](ExperimentStore& store) {
      store.append_steps(run, std::vector<ExperimentStore::StepScalars>{{51, 51, {{"D_accuracy", 0.0}}}});
    });
    QTRY_COMPARE(critic->text(2), "0.95");
    QCOMPARE(table->viewport()->findChild<QLineEdit*>(), editor);
    QCOMPARE(editor->text(), "0.9");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), "health.critic_saturated");
    QCOMPARE(changed[0][2].toString(), "0.9");
  }

  void anEndedRunsThresholdsStay() {
    HealthView view(access_.get());
    view.show();
    view.showRun(run_, false);
    auto* critic = rule(view, "Critic saturated");
    QTRY_COMPARE(critic->text(1), "Alarm");
    QVERIFY(!(critic->flags() & Qt::ItemIsEditable));
    QCOMPARE(rule(view, "Captions alike")->toolTip(1), "The run has no such curve.");
  }

  void aSliderChangesTheRunAndUndoTakesItBack() {
    const std::unique_ptr<LiveControls> view(live());
    auto* slider = view->findChild<QSlider*>("slider:reward.weight");
    auto* field = view->findChild<QLineEdit*>("field:reward.weight");
    QTRY_VERIFY(slider->isVisible());
    const auto before = field->text();
    QTest::keyClick(slider, Qt::Key_PageUp);
    QCOMPARE(sent_.size(), 1);
    QCOMPARE(sent_[0], QStringLiteral("%1 reward.weight=%2").arg(run_).arg(field->text()));
    QVERIFY(field->text().toDouble() > before.toDouble());
    undo_.undo();
    QCOMPARE(sent_.size(), 2);
    QCOMPARE(sent_[1], QStringLiteral("%1 reward.weight=%2").arg(run_).arg(before));
  }

  void aFieldRefusesWhatTheParameterDoesNotTake() {
    const std::unique_ptr<LiveControls> view(live());
    auto* field = view->findChild<QLineEdit*>("field:decoding.temperature");
    QTRY_VERIFY(field->isVisible());
    const auto before = field->text();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, "hot");
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(sent_, QStringList());
    QCOMPARE(field->text(), before);
    QVERIFY(field->toolTip().contains("decoding.temperature"));
  }

  void slidersBeginAtNothingUnlessTheRecipeIsNegative() {
    const auto& weight = *find_parameter("reward.repetition_weight");
    QVERIFY(*weight.minimum < 0);
    QCOMPARE(sliderScale(weight, 0.5).lower, 0.0);
    QCOMPARE(sliderScale(weight, 0.5).upper, 2.0);
    QCOMPARE(sliderScale(weight, -0.5).lower, -2.0);
    const auto& rate = *find_parameter("optimizer.learning_rate");
    const auto scale = sliderScale(rate, 1e-4);
    QVERIFY(scale.logarithmic);
    QCOMPARE(scale.position(1e-4), 500);
    QVERIFY(qAbs(scale.value(500) - 1e-4) < 1e-12);
  }
};

QTEST_MAIN(TestHealthView)
#include "tst_health_view.moc"
