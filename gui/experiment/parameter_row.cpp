#include "experiment/parameter_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStyle>
#include <QToolButton>
#include <QWheelEvent>

#include "app/icons.h"
#include "experiment/parameter_texts.h"
#include "help/help_view.h"
#include "recipe/recipe.h"

namespace vignette {
namespace {

constexpr int kNameLetters = 24;

QString fromView(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// A combo box in a scrolled form must not change while the wheel passes over it.
class StillComboBox : public QComboBox {
 public:
  using QComboBox::QComboBox;

 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

void polish(QWidget* widget) {
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace

ParameterRow::ParameterRow(const Parameter& parameter, QWidget* parent)
    : QObject(parent), parameter_(parameter), value_(parameter.default_value), reference_(parameter.default_value) {
  widget_ = new QWidget(parent);
  setHelpPlace(widget_, QStringLiteral("parameters#") + key());
  name_ = new QLabel(parameterName(parameter.key), widget_);
  name_->setFixedWidth(name_->fontMetrics().averageCharWidth() * kNameLetters);
  name_->setWordWrap(true);
  name_->setToolTip(toolTip());
  editor_ = buildEditor(widget_);
  editor_->setObjectName(key());
  editor_->setToolTip(toolTip());
  editor_->setAccessibleName(name_->text());
  name_->setBuddy(editor_);
  reset_ = new QToolButton(widget_);
  reset_->setIcon(lineIcon(QStringLiteral("reset")));
  reset_->setIconSize({14, 14});
  reset_->setAutoRaise(true);
  reset_->setAccessibleName(tr("Reset %1").arg(name_->text()));
  reset_->setObjectName(key() + QStringLiteral(".reset"));
  auto policy = reset_->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  reset_->setSizePolicy(policy);
  connect(reset_, &QToolButton::clicked, this, [this] {
    setValue(reference_);
    emit edited();
    emit committed();
  });
  problemLabel_ = new QLabel(widget_);
  problemLabel_->setObjectName(key() + QStringLiteral(".problem"));
  problemLabel_->setProperty("role", "problem");
  problemLabel_->setWordWrap(true);
  problemLabel_->hide();

  auto* grid = new QGridLayout(widget_);
  grid->setContentsMargins(0, 1, 0, 1);
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(2);
  grid->addWidget(name_, 0, 0);
  grid->addWidget(editor_, 0, 1);
  grid->addWidget(buildUnit(widget_), 0, 2);
  grid->addWidget(reset_, 0, 3);
  grid->addWidget(problemLabel_, 1, 1, 1, 3);
  grid->setColumnStretch(1, 1);
  setValue(parameter.default_value);
}

QString ParameterRow::key() const {
  return fromView(parameter_.key);
}

QString ParameterRow::toolTip() const {
  auto text = QStringLiteral("<p>%1</p><p><b>%2</b>").arg(parameterHelp(parameter_).toHtmlEscaped(), key());
  const auto number = [](double value) { return QLocale().toString(value, 'g', 10); };
  if (parameter_.minimum && parameter_.maximum)
    text += tr(" · %1 to %2").arg(number(*parameter_.minimum), number(*parameter_.maximum));
  else if (parameter_.minimum)
    text += tr(" · %1 or more").arg(number(*parameter_.minimum));
  if (!parameter_.unit.empty()) text += ' ' + parameterUnit(parameter_);
  const auto standard = QString::fromStdString(format_value(parameter_.default_value));
  if (!standard.isEmpty()) text += tr(" · default %1").arg(standard.toHtmlEscaped());
  if (parameter_.live) text += tr(" · can change while a run trains");
  return text + QStringLiteral("</p><p>%1</p>").arg(tr("More: F1"));
}

QWidget* ParameterRow::buildEditor(QWidget* parent) {
  if (parameter_.type == ParameterType::boolean) return buildFlag(parent);
  if (parameter_.type == ParameterType::choice) return buildChoice(parent);
  return buildText(parent);
}

QWidget* ParameterRow::buildFlag(QWidget* parent) {
  auto* box = new QCheckBox(parent);
  connect(box, &QCheckBox::toggled, this, [this](bool on) {
    if (showing_) return;
    take(on);
    emit committed();
  });
  return box;
}

QWidget* ParameterRow::buildChoice(QWidget* parent) {
  auto* box = new StillComboBox(parent);
  for (const auto choice : parameter_.choices)
    box->addItem(choice.empty() ? tr("(none)") : fromView(choice), fromView(choice));
  box->setMinimumContentsLength(8);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setFocusPolicy(Qt::StrongFocus);
  connect(box, qOverload<int>(&QComboBox::currentIndexChanged), this, [this, box] {
    if (showing_) return;
    take(box->currentData().toString().toStdString());
    emit committed();
  });
  return box;
}

QWidget* ParameterRow::buildText(QWidget* parent) {
  auto* line = new QLineEdit(parent);
  line->setMinimumWidth(70);
  if (parameter_.type == ParameterType::path) {
    auto* action = line->addAction(lineIcon(QStringLiteral("folder")), QLineEdit::TrailingPosition);
    action->setToolTip(tr("Choose…"));
    connect(action, &QAction::triggered, this, &ParameterRow::browse);
  }
  connect(line, &QLineEdit::textEdited, this, &ParameterRow::takeText);
  connect(line, &QLineEdit::editingFinished, this, [this] {
    if (valid()) emit committed();
  });
  return line;
}

void ParameterRow::browse() {
  auto* dialog = new QFileDialog(widget_->window(), tr("Choose a file or folder for %1").arg(key()), startFolder_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  const bool folder = parameter_.group() == "models" || parameter_.key.ends_with("tokenizer") ||
                      parameter_.key.ends_with("images") || parameter_.key.ends_with("cache");
  dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::AnyFile);
  connect(dialog, &QFileDialog::fileSelected, this, &ParameterRow::choosePath);
  dialog->open();
}

void ParameterRow::choosePath(const QString& path) {
  take(path.toStdString());
  setValue(value_);
  emit committed();
}

/// The unit; behind models a button that finds them.
QWidget* ParameterRow::buildUnit(QWidget* parent) {
  if (parameter_.type != ParameterType::path || parameter_.group() != "models") {
    auto* unit = new QLabel(parameterUnit(parameter_), parent);
    unit->setProperty("role", "muted");
    unit->setMinimumWidth(fromView(parameter_.unit).isEmpty() ? 0 : 52);
    return unit;
  }
  pick_ = new QToolButton(parent);
  pick_->setObjectName(key() + QStringLiteral(".pick"));
  pick_->setIcon(lineIcon(QStringLiteral("search")));
  pick_->setIconSize({14, 14});
  pick_->setAutoRaise(true);
  pick_->setToolTip(tr("Choose from the weights on this machine…"));
  pick_->setAccessibleName(tr("Find weights for %1").arg(name_->text()));
  connect(pick_, &QToolButton::clicked, this, &ParameterRow::modelWanted);
  return pick_;
}

void ParameterRow::takeText(const QString& text) {
  try {
    const auto value = parse_value(parameter_, text.toStdString());
    if (const auto problem = problem_with(parameter_, value)) {
      problem_ = QString::fromStdString(*problem);
    } else {
      problem_.clear();
      value_ = value;
    }
  } catch (const RecipeError& error) {
    problem_ = QString::fromUtf8(error.what());
  }
  showProblem();
  showChange();
  emit validityChanged();
  if (problem_.isEmpty()) emit edited();
}

void ParameterRow::take(const ParameterValue& value) {
  value_ = value;
  problem_.clear();
  showProblem();
  showChange();
  emit validityChanged();
  emit edited();
}

void ParameterRow::setValue(const ParameterValue& value) {
  value_ = value;
  problem_.clear();
  showing_ = true;
  const auto text = QString::fromStdString(format_value(value));
  if (auto* box = qobject_cast<QCheckBox*>(editor_))
    box->setChecked(std::get<bool>(value));
  else if (auto* choice = qobject_cast<QComboBox*>(editor_))
    choice->setCurrentIndex(choice->findData(text));
  else if (auto* line = qobject_cast<QLineEdit*>(editor_); line && line->text() != text) {
    line->setText(text);
    line->setCursorPosition(0);
  }
  showing_ = false;
  showProblem();
  showChange();
}

void ParameterRow::setReference(const ParameterValue& value) {
  reference_ = value;
  showChange();
}

void ParameterRow::setOuterProblem(const QString& problem) {
  if (outerProblem_ == problem) return;
  outerProblem_ = problem;
  showProblem();
}

void ParameterRow::setEditable(bool editable) {
  editor_->setEnabled(editable);
  reset_->setEnabled(editable);
  if (pick_) pick_->setEnabled(editable);
}

void ParameterRow::showProblem() {
  const auto text = problem_.isEmpty() ? outerProblem_ : problem_;
  problemLabel_->setText(text);
  problemLabel_->setVisible(!text.isEmpty());
  const bool invalid = !text.isEmpty();
  if (editor_->property("invalid").toBool() == invalid) return;
  editor_->setProperty("invalid", invalid);
  polish(editor_);
}

void ParameterRow::showChange() {
  const bool bold = changed() || !problem_.isEmpty();
  reset_->setVisible(bold);
  reset_->setToolTip(tr("Back to %1").arg(QString::fromStdString(format_value(reference_))));
  const auto role = bold ? QStringLiteral("changed") : QString();
  if (name_->property("role").toString() == role) return;
  name_->setProperty("role", role);
  polish(name_);
}

bool ParameterRow::matches(const QString& text) const {
  const auto hay = key() + ' ' + name_->text() + ' ' + parameterHelp(parameter_) + ' ' + fromView(parameter_.help);
  for (const auto& word : text.split(' ', Qt::SkipEmptyParts))
    if (!hay.contains(word, Qt::CaseInsensitive)) return false;
  return true;
}

}  // namespace vignette
