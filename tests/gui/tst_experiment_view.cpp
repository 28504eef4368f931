// The form made from the parameter table: validation, marks, reset, search, live parameters, TOML.

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

#include "experiment/experiment_view.h"
#include "experiment/parameter_form.h"
#include "experiment/parameter_row.h"
#include "patient_tries.h"

using namespace vignette;

class TestExperimentView : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<ExperimentView> view_;

  template <class T>
  T* find(const char* name) {
    auto* found = view_->findChild<T*>(QString::fromLatin1(name));
    if (!found) qFatal("no widget %s", name);
    return found;
  }
  void type(const char* key, const QString& text) {
    auto* line = find<QLineEdit>(key);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
  }
  static Recipe ready() {
    Recipe recipe;
    recipe.set_text("dataset.train", "/data/train.json");
    recipe.set_text("models.clip", "/models/clip");
    return recipe;
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void init() {
    view_ = std::make_unique<ExperimentView>();
    view_->resize(420, 700);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    view_->setRecipe(ready(), "test");
  }

  void everyParameterHasAField() {
    for (const auto& parameter : parameter_table()) {
      const auto key = QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size()));
      if (key == "name") continue;
      auto* row = view_->form()->row(key);
      QVERIFY2(row, qPrintable(key));
      QVERIFY2(row->editor()->toolTip().contains(key), qPrintable(key));
      QVERIFY2(row->value() == view_->recipe().value(parameter.key), qPrintable(key));
    }
  }

  void badValuesAreExplainedAsTyped() {
    type("reward.weight", "1.5");
    auto* problem = find<QLabel>("reward.weight.problem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains("1"), qPrintable(problem->text()));
    QVERIFY(!find<QPushButton>("startExperiment")->isEnabled());
    QCOMPARE(view_->recipe().real("reward.weight"), 1.0);  // the last value that suited
    type("reward.weight", "0.25");
    QVERIFY(!problem->isVisible());
    QVERIFY(find<QPushButton>("startExperiment")->isEnabled());
    QCOMPARE(view_->recipe().real("reward.weight"), 0.25);
  }

  void whatDiffersIsBoldAndGoesBack() {
    auto* row = view_->form()->row("training.batch_size");
    auto* reset = find<QToolButton>("training.batch_size.reset");
    QVERIFY(!row->changed() && !reset->isVisible());
    type("training.batch_size", "32");
    QVERIFY(row->changed() && reset->isVisible());
    QCOMPARE(view_->form()->changedCount(), 1);
    QTest::mouseClick(reset, Qt::LeftButton);
    QVERIFY(!row->changed() && !reset->isVisible());
    QCOMPARE(find<QLineEdit>("training.batch_size")->text(), "64");
    QCOMPARE(view_->recipe().integer("training.batch_size"), 64);
  }

  void combinationsAreChecked() {
    type("models.clip", "");
    find<QLineEdit>("models.clip")->clear();
    view_->setRecipe(Recipe(), "nothing");
    QTRY_VERIFY(find<QLabel>("dataset.train.problem")->isVisible());
    QVERIFY(!find<QPushButton>("startExperiment")->isEnabled());
    QVERIFY(!find<QLabel>("experimentSummary")->text().isEmpty());
  }

  void searchFindsByHelpAndKey() {
    QTest::keyClicks(find<QLineEdit>("parameterSearch"), "learning rate critic");
    QVERIFY(view_->form()->row("optimizer.discriminator_learning_rate")->widget()->isVisible());
    QVERIFY(!view_->form()->row("decoding.top_p")->widget()->isVisible());
    find<QLineEdit>("parameterSearch")->clear();
    QVERIFY(view_->form()->row("decoding.top_p")->widget()->isVisible());
  }

  void onlyLiveParametersWhileTraining() {
    QSignalSpy live(view_.get(), &ExperimentView::liveChange);
    view_->setTraining(true);
    QVERIFY(!find<QLineEdit>("training.batch_size")->isEnabled());
    QVERIFY(find<QLineEdit>("decoding.temperature")->isEnabled());
    QVERIFY(!find<QPushButton>("startExperiment")->isEnabled());
    type("decoding.temperature", "0.7");
    QCOMPARE(live.count(), 0);
    QTest::keyClick(find<QLineEdit>("decoding.temperature"), Qt::Key_Return);
    QVERIFY(live.count() >= 1);
    QCOMPARE(live[0][0].toString(), "decoding.temperature");
    QCOMPARE(live[0][1].toString(), "0.7");
    view_->setTraining(false);
    QVERIFY(find<QLineEdit>("training.batch_size")->isEnabled());
  }

  void startHandsOverRecipeAndName() {
    Recipe got;
    QString name;
    connect(view_.get(), &ExperimentView::startRequested, this, [&](const Recipe& recipe, const QString& given) {
      got = recipe;
      name = given;
    });
    type("optimizer.learning_rate", "3e-4");
    QTest::keyClicks(find<QLineEdit>("runName"), "first try");
    QTest::mouseClick(find<QPushButton>("startExperiment"), Qt::LeftButton);
    QCOMPARE(name, "first try");
    QCOMPARE(got.real("optimizer.learning_rate"), 3e-4);
  }

  void tomlIsShownAndFilesAreOpened() {
    QTest::mouseClick(find<QToolButton>("showToml"), Qt::LeftButton);
    QVERIFY(find<QPlainTextEdit>("recipeToml")->toPlainText().contains("train.json"));
    QTemporaryDir folder;
    QFile good(folder.filePath("good.toml"));
    QVERIFY(good.open(QIODevice::WriteOnly));
    good.write("[training]\nbatch_size = 7\n");
    good.close();
    view_->openRecipe(good.fileName());
    QTRY_COMPARE(view_->recipe().integer("training.batch_size"), 7);
    QFile bad(folder.filePath("bad.toml"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("[training]\nbatch_sise = 7\n");
    bad.close();
    QSignalSpy problem(view_.get(), &ExperimentView::problemFound);
    view_->openRecipe(bad.fileName());
    QVERIFY(problem.wait(30000));
    QVERIFY2(problem[0][1].toString().contains("batch_sise"), qPrintable(problem[0][1].toString()));
  }

  void phasesAreShownEditedAndKept() {
    auto recipe = ready();
    auto* phases = find<QTreeWidget>("phases");
    QVERIFY(!phases->isVisible());
    for (const auto* name : {"initialise", "adversarial"}) recipe.add_phase(name);
    recipe.set_text("phase.initialise.training.objective", "likelihood");
    recipe.set_text("phase.initialise.optimizer.learning_rate", "2e-5");
    recipe.set_text("phase.adversarial.optimizer.learning_rate", "1e-5");
    view_->setRecipe(recipe, "chain");
    QVERIFY(phases->isVisible());
    QCOMPARE(phases->topLevelItemCount(), 2);
    auto* row = phases->topLevelItem(0)->child(1);
    QCOMPARE(row->text(0), "optimizer.learning_rate");
    QCOMPARE(row->text(1), "2e-5");
    QVERIFY(!find<QLineEdit>("optimizer.learning_rate")->isEnabled());  // every phase has its own
    row->setText(1, "3e-4");
    QCOMPARE(view_->recipe().real("phase.initialise.optimizer.learning_rate"), 3e-4);
    QSignalSpy problem(view_.get(), &ExperimentView::problemFound);
    phases->topLevelItem(0)->child(1)->setText(1, "fast");
    QCOMPARE(problem.count(), 1);
    QCOMPARE(phases->topLevelItem(0)->child(1)->text(1), "3e-4");
    type("training.batch_size", "32");
    QCOMPARE(view_->recipe().phases().size(), std::size_t(2));
    QCOMPARE(view_->recipe().integer("phase.adversarial.training.batch_size"), 32);
    QTest::mouseClick(find<QToolButton>("showToml"), Qt::LeftButton);
    QVERIFY(find<QPlainTextEdit>("recipeToml")->toPlainText().contains("[[phase]]"));
    view_->setRecipe(ready(), "plain");
    QVERIFY(!phases->isVisible());
    QVERIFY(find<QLineEdit>("optimizer.learning_rate")->isEnabled());
  }

  void lessonsShowTheirPage() {
    view_->setDemoFolder("/data/demo");
    auto* chooser = find<QComboBox>("presetChooser");
    const int lesson = chooser->findText("Lesson hacking");
    QVERIFY(lesson > 0);
    QVERIFY(chooser->itemData(lesson, Qt::ToolTipRole).toString().startsWith("Lesson: "));
    QVERIFY(!find<QToolButton>("showHelp")->isVisible());
    chooser->setCurrentIndex(lesson);
    emit chooser->activated(lesson);
    QCOMPARE(view_->recipe().text("models.clip"), std::string("/data/demo/models/clip"));
    QVERIFY(find<QTextBrowser>("recipeHelp")->isVisible());
    QVERIFY(find<QTextBrowser>("recipeHelp")->toPlainText().contains("Mend it"));
    QTest::mouseClick(find<QToolButton>("showHelp"), Qt::LeftButton);
    QVERIFY(find<QLineEdit>("parameterSearch")->isEnabled());
    QVERIFY(view_->form()->isVisible());
    view_->setRecipe(ready(), "plain");
    QVERIFY(!find<QToolButton>("showHelp")->isVisible());
  }

  void aFolderBecomesAnExperiment() {
    view_->setRecipe(Recipe(), "defaults");
    view_->openDataset("/pictures/stamps");
    QCOMPARE(view_->recipe().text("dataset.train"), std::string("/pictures/stamps"));
    QCOMPARE(view_->recipe().text("training.objective"), std::string("contrastive"));
    QTRY_VERIFY(find<QPushButton>("startExperiment")->isEnabled());
  }
};

QTEST_MAIN(TestExperimentView)
#include "tst_experiment_view.moc"
