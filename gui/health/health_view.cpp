#include "health/health_view.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "app/icons.h"
#include "app/store_access.h"
#include "app/theme.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

enum Column { Rule, State, Value, Threshold, History, Columns };
constexpr int kHistoryRole = Qt::UserRole, kThresholdRole = Qt::UserRole + 1, kAlarmRole = Qt::UserRole + 2,
              kSignRole = Qt::UserRole + 3;
constexpr int kPause = 500;  // ms between two readings

QString text(std::string_view from) {
  return QString::fromUtf8(from.data(), int(from.size()));
}

QString translated(std::string_view from) {
  return QCoreApplication::translate("HealthRule", std::string(from).c_str());
}

/// A long key may break after its dots and underscores.
QString breakable(const QString& plain) {
  return plain.toHtmlEscaped().replace('.', QStringLiteral(".<wbr>")).replace('_', QStringLiteral("_<wbr>"));
}

QString number(double value) {
  return QLocale().toString(value, 'g', 3);
}

/// The history of a rule's value, with its threshold where that lies among the values.
class SparklineDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QWidget* createEditor(QWidget*, const QStyleOptionViewItem&, const QModelIndex&) const override { return nullptr; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    const auto values = index.data(kHistoryRole).value<QVector<double>>();
    if (values.size() < 2) return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double lower = *low, span = *high > *low ? *high - *low : 1;
    const QRectF area = QRectF(option.rect).adjusted(4, 4, -4, -4);
    const auto y = [&](double value) { return area.bottom() - (value - lower) / span * area.height(); };
    const auto& colours = Theme::instance().colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double threshold = index.data(kThresholdRole).toDouble();
    if (threshold >= lower && threshold <= lower + span) {
      painter->setPen(QPen(colours.muted, 1, Qt::DashLine));
      painter->drawLine(QPointF(area.left(), y(threshold)), QPointF(area.right(), y(threshold)));
    }
    QPolygonF line;
    for (int i = 0; i < values.size(); ++i)
      line << QPointF(area.left() + area.width() * i / double(values.size() - 1), y(values[i]));
    painter->setPen(QPen(index.data(kAlarmRole).toBool() ? colours.error : colours.accent, 1.4));
    painter->drawPolyline(line);
    painter->restore();
  }
};

/// Only the threshold can be written.
class ReadOnlyDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QWidget* createEditor(QWidget*, const QStyleOptionViewItem&, const QModelIndex&) const override { return nullptr; }
};

/// Shows on which side of the threshold the alarm lies; the editor has the number alone.
class ThresholdDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.prepend(index.data(kSignRole).toString());
  }
};

}  // namespace

QString healthRuleName(const HealthRule& rule) {
  return translated(rule.name);
}

HealthView::HealthView(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  build();
  wait_.setSingleShot(true);
  wait_.setInterval(kPause);
  connect(&wait_, &QTimer::timeout, this, &HealthView::ask);
  connect(store_, &StoreAccess::changed, this, &HealthView::refresh);
  connect(store_, &StoreAccess::failed, this, [this] { asking_ = false; });
  connect(store_, &StoreAccess::opened, this, [this] {
    asking_ = false;
    showRun(0, false);
  });
  connect(&Theme::instance(), &Theme::changed, this, [this] { take(answer_); });
  take({});
}

/// An editor that is open commits what was typed when the table goes.
HealthView::~HealthView() {
  table_->disconnect(this);
}

void HealthView::build() {
  table_ = new QTreeWidget;
  table_->setObjectName(QStringLiteral("healthRules"));
  table_->setAccessibleName(tr("Rules of a run's health"));
  table_->setRootIsDecorated(false);
  table_->setColumnCount(Columns);
  table_->setHeaderLabels({tr("Rule"), tr("State"), tr("Value"), tr("Alarm at"), tr("History")});
  table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  for (const int column : {Rule, State, Value}) table_->setItemDelegateForColumn(column, new ReadOnlyDelegate(table_));
  table_->setItemDelegateForColumn(Threshold, new ThresholdDelegate(table_));
  table_->setItemDelegateForColumn(History, new SparklineDelegate(table_));
  table_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->header()->setSectionResizeMode(History, QHeaderView::Stretch);
  table_->header()->setStretchLastSection(true);
  for (const auto& rule : health_rules()) {
    auto* item = new QTreeWidgetItem(table_, {healthRuleName(rule)});
    item->setToolTip(Rule, translated(rule.meaning));
    item->setToolTip(Value, text(rule.formula));
    item->setToolTip(Threshold, text(rule.key()));
    item->setData(Threshold, kSignRole,
                  rule.side == HealthRule::Side::above ? QStringLiteral("> ") : QStringLiteral("< "));
    item->setTextAlignment(Value, Qt::AlignRight | Qt::AlignVCenter);
    item->setTextAlignment(Threshold, Qt::AlignRight | Qt::AlignVCenter);
  }
  detail_ = new QLabel;
  detail_->setObjectName(QStringLiteral("healthDetail"));
  detail_->setAccessibleName(tr("The rule, and what to try"));
  detail_->setWordWrap(true);
  detail_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  detail_->setAlignment(Qt::AlignTop);
  detail_->setMargin(10);
  auto* scroll = new QScrollArea;
  scroll->setWidget(detail_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* split = new QSplitter(Qt::Horizontal);
  split->addWidget(table_);
  split->addWidget(scroll);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({600, 400});
  empty_ = new QLabel;
  empty_->setObjectName(QStringLiteral("healthEmpty"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setProperty("role", "muted");
  pages_ = new QStackedWidget;
  pages_->addWidget(empty_);
  pages_->addWidget(split);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages_);
  connect(table_, &QTreeWidget::currentItemChanged, this, &HealthView::showDetail);
  connect(detail_, &QLabel::linkActivated, this, [this] {
    if (table_->currentItem()) activate(table_->currentItem());
  });
  connect(table_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item, int where) {
    if (where != Threshold) activate(item);
  });
  connect(table_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int where) {
    if (!filling_ && where == Threshold) editThreshold(item);
  });
}

void HealthView::showRun(qint64 run, bool going) {
  const bool same = run == run_ && going == going_;
  going_ = going;
  if (same) return;
  if (run != run_) take({});
  run_ = run;
  ask();
}

void HealthView::refresh() {
  if (!wait_.isActive()) wait_.start();
}

void HealthView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ask();
}

void HealthView::ask() {
  if (!run_ || !isVisible()) return;
  if (asking_) {
    again_ = true;
    return;
  }
  asking_ = true;
  store_->query(
      this, [run = run_](ExperimentStore& open) { return answerHealth(open, run); },
      [this](const HealthAnswer& answer) {
        asking_ = false;
        if (answer.run == run_) take(answer);
        if (std::exchange(again_, false)) refresh();
      });
}

QString HealthView::stateText(int rule) const {
  const auto& row = answer_.rows[rule];
  if (!answer_.on || row.threshold <= 0) return tr("Off");
  if (!row.reading.value) return tr("No data");
  if (row.reading.alarmed) return tr("Alarm");
  return row.alarmStep >= 0 ? tr("OK again (alarm at step %1)").arg(row.alarmStep) : tr("OK");
}

QString HealthView::whyNoData(int rule) const {
  const auto& row = answer_.rows[rule];
  if (!answer_.on || row.threshold <= 0 || row.reading.value) return {};
  if (row.hasSeries) return tr("The run has too few steps for this rule.");
  return going_ ? tr("The run has no such curve yet.") : tr("The run has no such curve.");
}

void HealthView::take(const HealthAnswer& answer) {
  answer_ = answer;
  pages_->setCurrentIndex(answer_.known ? 1 : 0);
  if (!answer_.known)
    empty_->setText(!run_ ? tr("Choose a run: whether its critic, captions, rewards and gradients are well shows here.")
                          : tr("Nothing is known of this run's health."));
  if (!answer_.known) return;
  filling_ = true;
  for (int i = 0; i < table_->topLevelItemCount(); ++i) fill(table_->topLevelItem(i), i);
  filling_ = false;
  if (!table_->currentItem()) table_->setCurrentItem(table_->topLevelItem(0));
  showDetail();
}

void HealthView::fill(QTreeWidgetItem* item, int rule) {
  const auto& row = answer_.rows[rule];
  const auto& colours = Theme::instance().colours();
  const bool alarm = row.reading.alarmed && answer_.on && row.threshold > 0;
  item->setText(State, stateText(rule));
  item->setToolTip(State, whyNoData(rule));
  item->setIcon(State, alarm               ? QIcon(linePixmap("warning", 16, colours.error))
                       : row.reading.value ? QIcon(linePixmap("check", 16, colours.success))
                                           : QIcon());
  item->setForeground(State, alarm ? colours.error : row.reading.value ? colours.text : colours.muted);
  item->setText(Value, row.reading.value ? number(*row.reading.value) : QStringLiteral("–"));
  const bool editing = table_->currentItem() == item && table_->isPersistentEditorOpen(item, Threshold);
  if (!editing) item->setText(Threshold, QString::fromStdString(format_value(row.threshold)));
  // Setting flags, even the same, closes an editor that is open.
  const auto flags = going_ ? item->flags() | Qt::ItemIsEditable : item->flags() & ~Qt::ItemIsEditable;
  if (flags != item->flags()) item->setFlags(flags);
  item->setData(History, kHistoryRole, QVariant::fromValue(row.history));
  item->setData(History, kThresholdRole, row.threshold);
  item->setData(History, kAlarmRole, alarm);
}

void HealthView::showDetail() {
  const int index = table_->indexOfTopLevelItem(table_->currentItem());
  if (index < 0 || !answer_.known) return;
  const auto& rule = health_rules()[std::size_t(index)];
  const auto shown =
      QStringLiteral("<p><b>%1</b> – %2</p><p>%3</p><p><b>%4</b> %5</p><p>%6</p><p><a href=\"curves\">%7</a></p>")
          .arg(healthRuleName(rule), whyNoData(index).isEmpty() ? stateText(index) : whyNoData(index),
               breakable(translated(rule.meaning)), tr("What to try:"), breakable(translated(rule.advice)),
               breakable(tr("Measured: %1").arg(text(rule.formula))), tr("Show its curves"));
  if (detail_->text() != shown) detail_->setText(shown);
}

void HealthView::editThreshold(QTreeWidgetItem* item) {
  const int index = table_->indexOfTopLevelItem(item);
  const auto key = health_rules()[std::size_t(index)].key();
  const auto before = format_value(answer_.rows[index].threshold);
  try {
    const auto value = parse_value(*find_parameter(key), item->text(Threshold).toStdString());
    const auto after = format_value(value);
    if (after != before)
      emit thresholdChanged(QString::fromStdString(key), QString::fromStdString(before), QString::fromStdString(after));
    item->setToolTip(Threshold, QString::fromStdString(key));
  } catch (const RecipeError& error) {
    item->setToolTip(Threshold, QString::fromUtf8(error.what()));
    detail_->setText(QString::fromUtf8(error.what()).toHtmlEscaped());
    filling_ = true;
    item->setText(Threshold, QString::fromStdString(before));
    filling_ = false;
  }
}

void HealthView::activate(QTreeWidgetItem* item) {
  const int index = table_->indexOfTopLevelItem(item);
  emit ruleActivated(answer_.rows.value(index).alarmStep, text(health_rules()[std::size_t(index)].series).split(' '));
}

}  // namespace vignette
