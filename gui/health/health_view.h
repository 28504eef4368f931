#pragma once
// The Health dock: each rule with its state, value, threshold and history, what it means and what to try. GUI thread;
// figures are read on the store's thread.

#include <QTimer>
#include <QWidget>

#include "health/health_query.h"

class QLabel;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace vignette {

class StoreAccess;

class HealthView : public QWidget {
  Q_OBJECT

 public:
  explicit HealthView(StoreAccess* store, QWidget* parent = nullptr);
  ~HealthView() override;

  /// 0: none. `going`: thresholds can be changed.
  void showRun(qint64 run, bool going);

 public slots:
  /// Reads again soon, at most twice a second, while the view can be seen.
  void refresh();

 signals:
  /// A rule was double-clicked, or its curves were asked for: the step of its alarm (-1: none) and its curves.
  void ruleActivated(qint64 step, const QStringList& series);
  /// The user changed a threshold of the running run.
  void thresholdChanged(const QString& key, const QString& before, const QString& after);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  void ask();
  void take(const HealthAnswer& answer);
  void fill(QTreeWidgetItem* item, int rule);
  void showDetail();
  void editThreshold(QTreeWidgetItem* item);
  void activate(QTreeWidgetItem* item);
  QString stateText(int rule) const;
  QString whyNoData(int rule) const;

  StoreAccess* store_;
  QTreeWidget* table_ = nullptr;
  QLabel *detail_ = nullptr, *empty_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QTimer wait_;
  HealthAnswer answer_;
  qint64 run_ = 0;
  bool going_ = false, asking_ = false, again_ = false, filling_ = false;
};

/// The name of a rule, translated.
QString healthRuleName(const HealthRule& rule);

}  // namespace vignette
