// What goes around the views, in the real window with a fake step: commands by a few letters, settings at once, another
// language while a run trains, help at the focus, names for screen readers.

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

#include "app/gui_session.h"
#include "app/language.h"
#include "app/main_window.h"
#include "commands/fuzzy_match.h"
#include "curves/curves_view.h"
#include "experiment/experiment_view.h"
#include "experiment/parameter_form.h"
#include "experiment/parameter_row.h"
#include "help/help_view.h"
#include "runs/runs_view.h"
#include "session/fake_run.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestFeel : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<MainWindow> window_;
  FakeScript script_;

  void open() {
    WorkbenchOptions options;
    options.store = folder_->filePath("runs.vignette").toStdString();
    options.data_folder = folder_->filePath("data").toStdString();
    options.settings_file = folder_->filePath("workbench.ini");
    options.engine = fake_engine(script_);
    window_ = std::make_unique<MainWindow>(options);
    window_->resize(1280, 720);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    QTRY_VERIFY(window_->windowTitle().contains(".vignette"));
    experiment()->setRecipe(fake_recipe(), "fake");
  }
  template <class Widget>
  Widget* child(const char* name) {
    return window_->findChild<Widget*>(QString::fromLatin1(name));
  }
  ExperimentView* experiment() { return window_->findChild<ExperimentView*>(); }
  QString menu(int number) { return window_->menuBar()->actions()[number]->text(); }
  void activate() {
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
  }
  void chooseLanguage(const char* code) {
    activate();
    QTest::keyClick(window_.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(child<QComboBox>("language"));
    auto* box = child<QComboBox>("language");
    box->setCurrentIndex(box->findData(QString::fromLatin1(code)));
    emit box->activated(box->currentIndex());
  }
  void typeCommand(const QString& text) {
    activate();
    QTest::keyClick(window_.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(child<QLineEdit>("commandSearch"));
    QTest::keyClicks(child<QLineEdit>("commandSearch"), text);
  }
  void fitsASmallScreen() {
    QStringList widths;
    for (auto* dock : window_->findChildren<QDockWidget*>())
      widths << QStringLiteral("%1 %2").arg(dock->objectName()).arg(dock->minimumSizeHint().width());
    const auto least = window_->minimumSizeHint();
    QVERIFY2(least.width() <= 1280 && least.height() <= 700,
             qPrintable(QStringLiteral("%1 × %2: %3").arg(least.width()).arg(least.height()).arg(widths.join(", "))));
  }
  void pressEnter() {
    QPointer<QDialog> palette = child<QDialog>("commandPalette");
    QTest::keyClick(child<QLineEdit>("commandSearch"), Qt::Key_Return);
    QTRY_VERIFY(!palette);
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    script_ = {};
    script_.steps = 100000;
    script_.step_time = std::chrono::milliseconds(2);
  }
  void cleanup() {
    if (window_ && window_->session() && window_->session()->active()) {
      window_->session()->stop();
      QTRY_VERIFY(!window_->session()->active());
    }
    window_.reset();
    Language::instance().choose("en");
  }

  void lettersInOrderMatch() {
    QVERIFY(!fuzzyMatch("xq", "Open recipe"));
    QVERIFY(!fuzzyMatch("po", "Op"));
    QCOMPARE(fuzzyMatch("or", "Open recipe")->positions, QList<int>({0, 5}));
    QCOMPARE(fuzzyMatch("LR", "optimizer.learning_rate")->positions, QList<int>({10, 19}));
    QCOMPARE(fuzzyMatch("rate", "separate rates")->positions, QList<int>({9, 10, 11, 12}));
    QCOMPARE(fuzzyMatch("", "anything")->score, 0);
    QVERIFY(fuzzyMatch("sto", "Stop")->score > fuzzyMatch("sto", "Reset layout of")->score);
  }

  void aCommandRunsByAFewLetters() {
    open();
    typeCommand("duplicate zz");
    QCOMPARE(child<QListWidget>("commandList")->count(), 0);
    child<QLineEdit>("commandSearch")->clear();
    QTest::keyClicks(child<QLineEdit>("commandSearch"), "keybshort");
    QCOMPARE(child<QListWidget>("commandList")->item(0)->text(), "Keyboard shortcuts");
    pressEnter();
    QTRY_VERIFY(child<QDialog>("shortcutsDialog"));
    child<QDialog>("shortcutsDialog")->close();
    // What was used last comes first.
    typeCommand({});
    QCOMPARE(child<QListWidget>("commandList")->item(0)->text(), "Keyboard shortcuts");
    QTest::keyClick(child<QLineEdit>("commandSearch"), Qt::Key_Escape);
  }

  void aParameterIsFoundByItsKey() {
    open();
    typeCommand("optimizer.learning_rate");
    QCOMPARE(child<QListWidget>("commandList")->item(0)->text(), "optimizer.learning_rate");
    pressEnter();
    activate();
    QTRY_COMPARE(QApplication::focusWidget(), experiment()->form()->row("optimizer.learning_rate")->editor());
    // F1 shows that parameter's help.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
    auto* help = window_->findChild<HelpView*>();
    QTRY_VERIFY(help->isVisible());
    QCOMPARE(help->topic(), "parameters");
    QVERIFY(help->shownText().contains("Learning rate of the captioner, or of CLIP."));
  }

  void helpIsSearched() {
    open();
    QTest::keyClick(window_.get(), Qt::Key_F1);
    auto* help = window_->findChild<HelpView*>();
    QTRY_VERIFY(help->isVisible());
    QTest::keyClicks(child<QLineEdit>("helpSearch"), "mode collapse");
    auto* index = child<QListWidget>("helpIndex");
    QStringList shown;
    for (int i = 0; i < index->count(); ++i)
      if (!index->item(i)->isHidden()) shown << help->pages()[i].topic;
    QVERIFY(shown.contains("glossary") && shown.contains("lesson-collapse"));
    QVERIFY(!shown.contains("parameters"));
    for (const auto& page : help->pages()) QVERIFY2(page.text().size() > 200, qPrintable(page.topic));
  }

  void anotherLanguageWhileARunTrains() {
    open();
    QTest::mouseClick(child<QAbstractButton>("startButton"), Qt::LeftButton);
    QTRY_VERIFY(window_->session()->step() > 5);
    auto edited = fake_recipe();
    edited.set("optimizer.weight_decay", 0.125);
    experiment()->setRecipe(edited, "mine", "my run");
    const auto run = window_->session()->run();
    QTRY_COMPARE(window_->findChild<RunsView*>()->currentRun(), run);
    for (const auto& [code, file] :
         {std::pair{"de", QStringLiteral("&Datei")}, std::pair{"zh_CN", QStringLiteral("文件(&F)")},
          std::pair{"en", QStringLiteral("&File")}}) {
      chooseLanguage(code);
      QTRY_COMPARE(menu(0), file);
      QTRY_VERIFY(child<QDialog>("settingsDialog"));  // still open, in the new language
      child<QDialog>("settingsDialog")->close();
      QTRY_VERIFY(!child<QDialog>("settingsDialog"));
      QVERIFY(window_->session()->active());
      QCOMPARE(window_->session()->run(), run);
      const auto step = window_->session()->step();
      QTRY_VERIFY(window_->session()->step() > step + 5);
      QCOMPARE(experiment()->title(), "mine");
      QCOMPARE(experiment()->runName(), "my run");
      QCOMPARE(experiment()->recipe().real("optimizer.weight_decay"), 0.125);
      QTRY_COMPARE(window_->findChild<RunsView*>()->currentRun(), run);
      QVERIFY(!child<QAbstractButton>("startButton")->isEnabled());
      fitsASmallScreen();
    }
  }

  void settingsHoldAtOnceAndAtTheNextStart() {
    open();
    const auto before = QApplication::font().pointSizeF();
    QTest::keyClick(window_.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(child<QDoubleSpinBox>("fontScale"));
    child<QDoubleSpinBox>("fontScale")->setValue(1.5);
    QTRY_COMPARE(QApplication::font().pointSizeF(), before * 1.5);
    chooseLanguage("de");
    QTRY_COMPARE(menu(0), QStringLiteral("&Datei"));
    window_.reset();
    open();
    QCOMPARE(menu(0), QStringLiteral("&Datei"));
    QCOMPARE(QApplication::font().pointSizeF(), before * 1.5);
    QTest::keyClick(window_.get(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(child<QDoubleSpinBox>("fontScale"));
    child<QDoubleSpinBox>("fontScale")->setValue(1.0);
    QTRY_COMPARE(QApplication::font().pointSizeF(), before);
  }

  void shortcutsAreListedAndSearched() {
    open();
    typeCommand("keyboard shortcuts");
    pressEnter();
    QTRY_VERIFY(child<QTreeWidget>("shortcutList"));
    QTest::keyClicks(child<QLineEdit>("shortcutSearch"), "Ctrl+Shift+P");
    QStringList shown;
    auto* tree = child<QTreeWidget>("shortcutList");
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
      for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
        if (!tree->topLevelItem(i)->isHidden() && !tree->topLevelItem(i)->child(j)->isHidden())
          shown << tree->topLevelItem(i)->child(j)->text(0);
    QCOMPARE(shown, QStringList{"Commands…"});
  }

  /// Every widget that the keyboard can reach has a name for screen readers.
  void whatTakesTheFocusHasAName() {
    open();
    for (auto* dock : window_->findChildren<QDockWidget*>()) dock->show();
    QStringList nameless;
    for (auto* widget : window_->findChildren<QWidget*>()) {
      if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()) continue;
      if (widget->objectName().startsWith("qt_") || widget->window()->windowType() == Qt::Popup) continue;
      if (auto* bar = qobject_cast<QTabBar*>(widget); bar && bar->count() == 0) continue;  // kept hidden by Qt
      auto* interface = QAccessible::queryAccessibleInterface(widget);
      if (interface && !interface->text(QAccessible::Name).isEmpty()) continue;
      const auto around = widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "";
      nameless
          << QStringLiteral("%1 \"%2\" in %3").arg(widget->metaObject()->className(), widget->objectName(), around);
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
  }
};

QTEST_MAIN(TestFeel)
#include "tst_feel.moc"
