#include "experiment/live_controls.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/icons.h"
#include "app/store_access.h"
#include "experiment/parameter_texts.h"
#include "health/health_query.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr int kSteps = 1000;

bool isNumber(const Parameter& parameter) {
  return parameter.type == ParameterType::real || parameter.type == ParameterType::integer;
}

double numberOf(const ParameterValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return double(*integer);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return 0;
}

QString textOf(const ParameterValue& value) {
  return QString::fromStdString(format_value(value));
}

/// A slider's place is no more exact than three digits.
QString sliderText(const Parameter& parameter, double value) {
  if (parameter.type == ParameterType::integer) return QString::number(std::llround(value));
  return QString::number(value, 'g', 3);
}

}  // namespace

AdjustRun::AdjustRun(Send send, qint64 run, QString key, QString before, QString after)
    : QUndoCommand(QObject::tr("%1 = %2").arg(key, after)),
      send_(std::move(send)),
      run_(run),
      key_(std::move(key)),
      before_(std::move(before)),
      after_(std::move(after)) {}

void AdjustRun::undo() {
  send_(run_, key_, before_);
}

void AdjustRun::redo() {
  send_(run_, key_, after_);
}

int SliderScale::position(double value) const {
  const double at = logarithmic ? std::log(std::max(value, lower) / lower) / std::log(upper / lower)
                                : (value - lower) / (upper - lower);
  return int(std::lround(std::clamp(at, 0.0, 1.0) * kSteps));
}

double SliderScale::value(int position) const {
  const double at = double(position) / kSteps;
  return logarithmic ? lower * std::pow(upper / lower, at) : lower + at * (upper - lower);
}

SliderScale sliderScale(const Parameter& parameter, double recipeValue) {
  const bool rate = parameter.key.ends_with("learning_rate");
  if (rate) {
    const double middle = recipeValue > 0 ? recipeValue : 1e-5;
    return {middle / 100, std::min(middle * 100, parameter.maximum.value_or(1)), true};
  }
  // Weights may be negative, but hardly any is: the slider begins below 0 only where the recipe does.
  const double lower = std::max(parameter.minimum.value_or(0), std::min(0.0, recipeValue * 4));
  const double wide = std::max(lower + (parameter.type == ParameterType::integer ? 10.0 : 1.0), recipeValue * 4);
  return {lower, parameter.maximum ? std::min(*parameter.maximum, std::max(wide, lower + 1e-9)) : wide, false};
}

LiveControls::LiveControls(StoreAccess* store, QUndoStack* undo, AdjustRun::Send send, QWidget* parent)
    : QWidget(parent), store_(store), undo_(undo), send_(std::move(send)) {
  build();
  wait_.setSingleShot(true);
  wait_.setInterval(250);
  connect(&wait_, &QTimer::timeout, this, &LiveControls::ask);
  connect(store_, &StoreAccess::changed, this, &LiveControls::refresh);
  connect(store_, &StoreAccess::failed, this, [this] { asking_ = false; });
  connect(store_, &StoreAccess::opened, this, [this] {
    asking_ = false;
    showRun(0, false);
  });
}

void LiveControls::build() {
  auto* page = new QWidget;
  auto* form = form_ = new QFormLayout(page);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  std::string_view group = "health";  // whose thresholds stand in the Health dock
  for (const auto& parameter : parameter_table()) {
    if (!parameter.live || !isNumber(parameter) || parameter.group() == "health") continue;
    if (std::exchange(group, parameter.group()) != parameter.group()) addHeading(form, parameter.group());
    addRow(form, parameter);
  }
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* empty =
      new QLabel(tr("While a run trains, here or in another process, what may change in it is changed here."));
  empty->setObjectName(QStringLiteral("liveEmpty"));
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  empty->setProperty("role", "muted");
  pages_ = new QStackedWidget;
  pages_->addWidget(empty);
  pages_->addWidget(scroll);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages_);
}

void LiveControls::addHeading(QFormLayout* form, std::string_view group) {
  auto* heading = new QLabel(groupName(group));
  heading->setProperty("role", "section");
  form->addRow(heading);
  headings_.emplace_back(heading, group);
}

void LiveControls::addRow(QFormLayout* form, const Parameter& parameter) {
  rows_.push_back(std::make_unique<Row>());
  auto& row = *rows_.back();
  const auto key = QString::fromUtf8(parameter.key.data(), int(parameter.key.size()));
  row.parameter = &parameter;
  row.widget = new QWidget;
  row.slider = new QSlider(Qt::Horizontal);
  row.slider->setObjectName("slider:" + key);
  row.slider->setRange(0, kSteps);
  row.slider->setPageStep(kSteps / 20);
  row.slider->setAccessibleName(key);
  row.slider->setMinimumWidth(row.slider->fontMetrics().horizontalAdvance(QLatin1Char('0')) * 5);
  row.field = new QLineEdit;
  row.field->setObjectName("field:" + key);
  row.field->setAccessibleName(key);
  row.field->setFixedWidth(row.field->fontMetrics().horizontalAdvance(QLatin1Char('0')) * 10 + 18);
  row.reset = new QToolButton;
  row.reset->setObjectName("reset:" + key);
  row.reset->setIcon(lineIcon(QStringLiteral("reset")));
  row.reset->setAutoRaise(true);
  row.reset->setAccessibleName(tr("Back to the recipe's value"));
  auto* line = new QHBoxLayout(row.widget);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(row.slider, 1);
  line->addWidget(row.field);
  line->addWidget(row.reset);
  auto* name = new QLabel(parameterName(parameter.key));
  name->setToolTip(
      QStringLiteral("<b>%1</b><br>%2").arg(key.toHtmlEscaped(), parameterHelp(parameter).toHtmlEscaped()));
  row.slider->setToolTip(name->toolTip());
  form->addRow(name, row.widget);
  connect(row.slider, &QSlider::valueChanged, this, [this, &row](int position) { sliderMoved(row, position); });
  connect(row.slider, &QSlider::sliderReleased, this, [this, &row] { sliderLeft(row); });
  connect(row.field, &QLineEdit::editingFinished, this, [this, &row] { fieldLeft(row); });
  connect(row.reset, &QToolButton::clicked, this, [this, &row] { change(row, textOf(row.recipe)); });
}

void LiveControls::showRun(qint64 run, bool going) {
  if (run == run_ && going == going_) return;
  run_ = run;
  going_ = going;
  if (!going_) pages_->setCurrentIndex(0);
  ask();
}

void LiveControls::refresh() {
  if (!wait_.isActive()) wait_.start();
}

void LiveControls::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ask();
}

void LiveControls::ask() {
  if (!run_ || !going_ || !isVisible() || asking_) return;
  asking_ = true;
  using Answer = std::optional<std::pair<Recipe, Recipe>>;
  store_->query(
      this,
      [run = run_](ExperimentStore& open) -> Answer {
        const auto record = open.run(run);
        if (!record) return {};
        auto before = *record;
        const auto& toml = before.recipe_resolved.empty() ? before.recipe : before.recipe_resolved;
        return std::pair(Recipe::from_text(toml, before.name), recipeInForce(open, before));
      },
      [this, run = run_](const Answer& answer) {
        asking_ = false;
        if (run == run_ && going_ && answer) take(answer->first, answer->second);
      });
}

void LiveControls::take(const Recipe& recipe, const Recipe& inForce) {
  pages_->setCurrentIndex(1);
  // Of the objectives only the run's own has something to change.
  const auto objective = recipe.text("training.objective");
  const auto concerns = [&](std::string_view group) {
    return (group != "likelihood" && group != "contrastive") || group == objective;
  };
  for (const auto& [heading, group] : headings_) form_->setRowVisible(heading, concerns(group));
  for (auto& row : rows_) {
    form_->setRowVisible(row->widget, concerns(row->parameter->group()));
    row->recipe = recipe.value(row->parameter->key);
    row->now = inForce.value(row->parameter->key);
    row->scale = sliderScale(*row->parameter, numberOf(row->recipe));
    if (!row->slider->isSliderDown() && !row->field->isModified()) show(*row);
  }
}

void LiveControls::show(Row& row) {
  const QSignalBlocker quiet(row.slider);
  row.slider->setValue(row.scale.position(numberOf(row.now)));
  row.field->setText(textOf(row.now));
  row.field->setModified(false);
  row.reset->setEnabled(!(row.now == row.recipe));
  row.reset->setToolTip(tr("Back to the recipe's value, %1").arg(textOf(row.recipe)));
}

/// While the mouse holds the slider its value is only shown; keys and clicks on the groove change at once.
void LiveControls::sliderMoved(Row& row, int position) {
  row.field->setText(sliderText(*row.parameter, row.scale.value(position)));
  if (!row.slider->isSliderDown()) sliderLeft(row);
}

void LiveControls::sliderLeft(Row& row) {
  change(row, sliderText(*row.parameter, row.scale.value(row.slider->value())));
}

void LiveControls::fieldLeft(Row& row) {
  if (row.field->isModified()) change(row, row.field->text());
}

void LiveControls::change(Row& row, const QString& text) {
  try {
    const auto value = parse_value(*row.parameter, text.toStdString());
    const auto before = row.now;
    row.now = value;
    show(row);
    row.field->setToolTip({});
    if (!(value == before))
      adjust(QString::fromUtf8(row.parameter->key.data(), int(row.parameter->key.size())), textOf(before),
             textOf(value));
  } catch (const RecipeError& error) {
    row.field->setToolTip(QString::fromUtf8(error.what()));
    show(row);
  }
}

void LiveControls::adjust(const QString& key, const QString& before, const QString& after) {
  if (going_ && run_) undo_->push(new AdjustRun(send_, run_, key, before, after));
}

}  // namespace vignette
