// The dialog that offers the weights of this machine, with real mouse and keys.

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

#include "experiment/experiment_view.h"
#include "experiment/parameter_form.h"
#include "experiment/parameter_row.h"
#include "float_table.h"
#include "models/model_list_model.h"
#include "models/model_picker.h"
#include "patient_tries.h"
#include "settings/preferences.h"

using namespace vignette;

class TestModelPicker : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<QSettings> settings_;
  std::unique_ptr<Preferences> preferences_;
  QPointer<ModelPicker> picker_;

  QString path(const QString& name) const { return folder_->filePath(name); }

  template <class T>
  T* find(const char* name) {
    auto* found = picker_->findChild<T*>(QString::fromLatin1(name));
    if (!found) qFatal("no widget %s", name);
    return found;
  }
  QTreeView* list() { return find<QTreeView>("modelList"); }
  QString cell(int row, int column) { return list()->model()->index(row, column).data().toString(); }

  void addModel(const QString& name, const QByteArray& config, bool whole = true) {
    QVERIFY(QDir().mkpath(path(name)));
    QFile file(path(name) + "/config.json");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(config);
    if (whole) write_named_floats(path(name) + "/model.safetensors", {{"wte.weight", {64, 16}}});
  }
  void open(const char* key) {
    picker_ = new ModelPicker(QString::fromLatin1(key), preferences_.get());
    picker_->show();
    QVERIFY(QTest::qWaitForWindowExposed(picker_));
    QTRY_COMPARE(find<QToolButton>("modelRefresh")->text(), QStringLiteral("Refresh"));
  }
  void doubleClick(int row) {
    const auto at = list()->visualRect(list()->model()->index(row, 0)).center();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, at);
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    qputenv("HF_HUB_CACHE", path("hub").toUtf8());
    qputenv("HOME", path("home").toUtf8());
    settings_ = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
    preferences_ = std::make_unique<Preferences>(settings_.get());
    addModel("weights/gpt2", R"({"model_type": "gpt2", "n_layer": 12, "n_embd": 768, "vocab_size": 50257})");
    addModel("weights/distilgpt2", R"({"model_type": "gpt2", "n_layer": 6, "n_embd": 768, "vocab_size": 50257})");
    addModel("weights/half", R"({"model_type": "gpt2", "n_layer": 24})", false);
    addModel("weights/roberta", R"({"model_type": "roberta", "num_hidden_layers": 12})");
  }
  void cleanup() { delete picker_; }

  void onlyWhatFitsTheKeyIsListed() {
    preferences_->setModelFolders({path("weights")});
    open("models.language_model");
    QCOMPARE(list()->model()->rowCount(), 3);
    QCOMPARE(cell(0, ModelListModel::Name), QStringLiteral("distilgpt2"));
    QCOMPARE(cell(0, ModelListModel::System), QStringLiteral("GPT-2"));
    QVERIFY(cell(0, ModelListModel::Sizes).startsWith("6 layer"));
    QVERIFY(cell(0, ModelListModel::Sizes).endsWith(", width 768, 50257 tokens"));
    QCOMPARE(cell(0, ModelListModel::Place), path("weights"));
    QVERIFY(cell(0, ModelListModel::Disk).contains("kB"));
    delete picker_;
    open("models.discriminator");
    QCOMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(cell(0, ModelListModel::Name), QStringLiteral("roberta"));
  }

  void aDoubleClickTakes() {
    preferences_->setModelFolders({path("weights")});
    open("models.language_model");
    QSignalSpy chosen(picker_, &ModelPicker::chosen);
    doubleClick(1);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), path("weights/gpt2"));
    QTRY_VERIFY(!picker_);
  }

  void theKeyboardAloneDoes() {
    preferences_->setModelFolders({path("weights")});
    open("models.language_model");
    QSignalSpy chosen(picker_, &ModelPicker::chosen);
    auto* filter = find<QLineEdit>("modelFilter");
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, "GPT2");
    QCOMPARE(list()->model()->rowCount(), 2);
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), path("weights/gpt2"));
  }

  void whatCannotBeTakenSaysWhy() {
    preferences_->setModelFolders({path("weights")});
    open("models.language_model");
    QSignalSpy chosen(picker_, &ModelPicker::chosen);
    QTest::keyClicks(find<QLineEdit>("modelFilter"), "half");
    QCOMPARE(list()->model()->rowCount(), 1);
    QVERIFY(!find<QPushButton>("takeModel")->isEnabled());
    QVERIFY(find<QLabel>("modelProblem")->isVisible());
    QVERIFY(find<QLabel>("modelProblem")->text().contains("model.safetensors"));
    doubleClick(0);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(picker_->isVisible());
  }

  void nothingFoundSaysHowToGetWeights() {
    open("models.clip");
    auto* commands = find<QLabel>("modelCommands");
    QVERIFY(commands->isVisible());
    QVERIFY(commands->text().contains("hf download openai/clip-vit-base-patch32"));
    QVERIFY(find<QLabel>("modelsEmpty")->text().contains(path("hub")));
    QVERIFY(!find<QPushButton>("takeModel")->isEnabled());
  }

  void foldersAreAddedAndRemovedAndKept() {
    open("models.language_model");
    QCOMPARE(list()->model()->rowCount(), 0);
    QVERIFY(!find<QToolButton>("removeModelFolder")->isEnabled());
    QTest::mouseClick(find<QPushButton>("addModelFolder"), Qt::LeftButton);
    auto* dialog = picker_->findChild<QFileDialog*>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path("weights"));
    dialog->close();
    QTRY_COMPARE(list()->model()->rowCount(), 3);
    settings_->sync();
    QCOMPARE(QSettings(path("settings.ini"), QSettings::IniFormat).value("folders/models").toStringList(),
             QStringList{path("weights")});
    auto* remove = find<QToolButton>("removeModelFolder");
    QCOMPARE(remove->menu()->actions().size(), 1);
    remove->menu()->actions().first()->trigger();
    QTRY_COMPARE(list()->model()->rowCount(), 0);
    QVERIFY(preferences_->modelFolders().isEmpty());
  }

  void refreshFindsWhatCameMeanwhile() {
    preferences_->setModelFolders({path("weights")});
    open("models.discriminator");
    QCOMPARE(list()->model()->rowCount(), 1);
    addModel("weights/roberta-large", R"({"model_type": "roberta", "num_hidden_layers": 24})");
    QTest::mouseClick(find<QToolButton>("modelRefresh"), Qt::LeftButton);
    QTRY_COMPARE(list()->model()->rowCount(), 2);
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("roberta"));
  }

  void closingWhileItSearchesIsSafe() {
    preferences_->setModelFolders({path("weights")});
    for (int i = 0; i < 20; ++i) {
      ModelPicker picker(QStringLiteral("models.clip"), preferences_.get());
      picker.setAttribute(Qt::WA_DeleteOnClose, false);
      picker.show();
      picker.reject();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
  }

  void theListIsASoundModel() {
    ModelListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setModels(find_models({{folder_->path().toStdString()}, false, {}}).models);
    QCOMPARE(model.rowCount(), 4);
    model.setModels({});
    QCOMPARE(model.rowCount(), 0);
  }

  void theFormAsksForItAndTakesThePath() {
    ExperimentView view;
    view.resize(420, 700);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy wanted(view.form(), &ParameterForm::modelWanted);
    auto* button = view.findChild<QToolButton*>(QStringLiteral("models.clip.pick"));
    QVERIFY(button && button->isVisible());
    view.form()->showKey(QStringLiteral("models.clip"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("models.clip"));
    QSignalSpy edited(view.form(), &ParameterForm::edited);
    view.form()->row(QStringLiteral("models.clip"))->choosePath(QStringLiteral("/weights/clip"));
    QCOMPARE(view.recipe().text("models.clip"), std::string("/weights/clip"));
    QVERIFY(edited.count() > 0);
    QCOMPARE(view.findChild<QLineEdit*>(QStringLiteral("models.clip"))->text(), QStringLiteral("/weights/clip"));
    view.setTraining(true);
    QVERIFY(!button->isEnabled());
  }
};

QTEST_MAIN(TestModelPicker)
#include "tst_model_picker.moc"
