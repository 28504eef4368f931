#include "settings/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QThread>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/icons.h"
#include "app/language.h"
#include "settings/preferences.h"

namespace vignette {

namespace {
template <class Widget>
Widget* named(Widget* widget, const char* name, const QString& tip = {}) {
  widget->setObjectName(QString::fromLatin1(name));
  widget->setToolTip(tip);
  return widget;
}

QFormLayout* formOn(QWidget* page) {
  auto* form = new QFormLayout(page);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  return form;
}
}  // namespace

SettingsDialog::SettingsDialog(Preferences* preferences, QWidget* parent) : QDialog(parent), preferences_(preferences) {
  setObjectName(QStringLiteral("settingsDialog"));
  setWindowTitle(tr("Settings"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* pages = new QTabWidget;
  pages->addTab(buildLook(), tr("Appearance"));
  pages->addTab(buildTraining(), tr("Training"));
  pages->addTab(buildFolders(), tr("Folders"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(pages, 1);
  layout->addWidget(buttons);
  resize(fontMetrics().height() * 34, sizeHint().height());
}

QWidget* SettingsDialog::buildLook() {
  auto* page = new QWidget;
  auto* form = formOn(page);
  auto* language = named(new QComboBox, "language");
  language->addItem(tr("Language of the system"), QStringLiteral("system"));
  for (const auto& code : Language::codes()) language->addItem(Language::nameOf(code), code);
  language->setCurrentIndex(qMax(0, language->findData(preferences_->language())));
  connect(language, qOverload<int>(&QComboBox::activated), this,
          [this, language] { preferences_->setLanguage(language->currentData().toString()); });
  form->addRow(tr("Language"), language);
  auto* theme = named(new QComboBox, "theme");
  theme->addItems({tr("Colours of the system"), tr("Light"), tr("Dark")});
  theme->setCurrentIndex(int(preferences_->theme()));
  connect(theme, qOverload<int>(&QComboBox::activated), this,
          [this](int mode) { preferences_->setTheme(Theme::Mode(mode)); });
  form->addRow(tr("Colours"), theme);
  auto* scale = named(new QDoubleSpinBox, "fontScale", tr("1 is the size that the system asks for."));
  scale->setRange(0.8, 2.0);
  scale->setSingleStep(0.1);
  scale->setKeyboardTracking(false);
  scale->setValue(preferences_->fontScale());
  connect(scale, &QDoubleSpinBox::valueChanged, preferences_, &Preferences::setFontScale);
  form->addRow(tr("Size of texts"), scale);
  auto* rate =
      named(new QSpinBox, "curveInterval",
            tr("Curves are read anew at most this often while a run trains. More leaves it more of the processor."));
  rate->setRange(50, 5000);
  rate->setSingleStep(50);
  rate->setSuffix(tr(" ms"));
  rate->setValue(preferences_->curveInterval());
  connect(rate, &QSpinBox::valueChanged, preferences_, &Preferences::setCurveInterval);
  form->addRow(tr("Curves at most every"), rate);
  return page;
}

QWidget* SettingsDialog::buildTraining() {
  auto* page = new QWidget;
  auto* form = formOn(page);
  auto* threads =
      named(new QSpinBox, "threads", tr("Processor threads of new runs whose recipe leaves training.threads at 0."));
  threads->setRange(0, qMax(1, QThread::idealThreadCount()) * 2);
  threads->setSpecialValueText(tr("all cores but one"));
  threads->setValue(preferences_->threads());
  connect(threads, &QSpinBox::valueChanged, preferences_, &Preferences::setThreads);
  form->addRow(tr("Threads"), threads);
  auto* closing = named(new QComboBox, "closing");
  closing->addItems({tr("Ask"), tr("Stop it with a checkpoint"), tr("Go on in the background")});
  closing->setCurrentIndex(int(preferences_->closing()));
  connect(closing, qOverload<int>(&QComboBox::activated), this,
          [this](int choice) { preferences_->setClosing(Preferences::Closing(choice)); });
  form->addRow(tr("A run trains and the window closes"), closing);
  return page;
}

QWidget* SettingsDialog::buildFolders() {
  auto* page = new QWidget;
  auto* form = formOn(page);
  addFolder(form, QStringLiteral("weightsFolder"), tr("Weights"),
            tr("Where the choice of CLIP, GPT-2 and RoBERTa begins."), preferences_->weightsFolder(),
            &Preferences::setWeightsFolder);
  addFolder(form, QStringLiteral("cacheFolder"), tr("Cache"),
            tr("Where new runs store embeddings when their recipe names no dataset.cache."),
            preferences_->cacheFolder(), &Preferences::setCacheFolder);
  return page;
}

void SettingsDialog::addFolder(QFormLayout* form, const QString& name, const QString& text, const QString& tip,
                               const QString& folder, void (Preferences::*set)(const QString&)) {
  auto* holder = new QWidget;
  auto* row = new QHBoxLayout(holder);
  row->setContentsMargins(0, 0, 0, 0);
  auto* line = new QLineEdit(folder);
  line->setObjectName(name);
  line->setAccessibleName(text);
  line->setToolTip(tip);
  line->setClearButtonEnabled(true);
  auto* button = new QToolButton;
  button->setIcon(lineIcon(QStringLiteral("folder")));
  button->setAccessibleName(tr("Choose a folder"));
  button->setToolTip(tr("Choose a folder"));
  row->addWidget(line, 1);
  row->addWidget(button);
  connect(line, &QLineEdit::textChanged, preferences_, [this, set](const QString& now) { (preferences_->*set)(now); });
  connect(button, &QToolButton::clicked, this, [this, line, text] { chooseFolder(line, text); });
  form->addRow(text, holder);
}

void SettingsDialog::chooseFolder(QLineEdit* line, const QString& title) {
  auto* dialog = new QFileDialog(this, title, line->text());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
  dialog->open();
}

}  // namespace vignette
