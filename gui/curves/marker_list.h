#pragma once
// The markers of the runs shown, to jump to; notes are written, changed and removed here. GUI thread.

#include <QAbstractTableModel>
#include <QWidget>

#include "curves/curve_query.h"

class QAction;
class QLabel;
class QTableView;
class QToolButton;

namespace vignette {

class MarkerModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;
  enum Column { StepColumn, KindColumn, TextColumn, RunColumn, ColumnCount };

  /// Nothing happens when they are the same.
  void setMarkers(QVector<CurveMarker> markers, QMap<qint64, QString> runs);
  const CurveMarker& marker(int row) const { return markers_[row]; }
  bool severalRuns() const { return runs_.size() > 1; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QVector<CurveMarker> markers_;
  QMap<qint64, QString> runs_;
};

class MarkerList : public QWidget {
  Q_OBJECT

 public:
  explicit MarkerList(QWidget* parent = nullptr);
  void setAnswer(const CurveAnswer& answer, const MarkerKinds& hidden);

 signals:
  void hiddenChanged(const vignette::MarkerKinds& hidden);
  void jumpRequested(const vignette::CurveMarker& marker);
  void addRequested();
  void editRequested(const vignette::CurveMarker& note);
  void removeRequested(const vignette::CurveMarker& note);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* buildHead();
  QToolButton* addButton(const QString& icon, const QString& text, const QString& name);
  const CurveMarker* current() const;
  bool key(int key);
  void showCurrent();

  MarkerModel* model_;
  QTableView* table_;
  QLabel* empty_;
  QToolButton *edit_ = nullptr, *remove_ = nullptr;
  QMap<CurveMarker::Kind, QAction*> kinds_;
};

}  // namespace vignette
