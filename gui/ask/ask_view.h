#pragma once
// The Ask dock: "evaluate now" and "caption this picture now" to the run that the controls act on, and what runs
// answered so far. GUI thread; answers are read from the store, wherever the run trains.

#include <QWidget>

#include "store/records.h"

class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace vignette {

class StoreAccess;

class AskView : public QWidget {
  Q_OBJECT

 public:
  explicit AskView(StoreAccess* store, QWidget* parent = nullptr);

  /// The run whose answers are shown.
  void showRun(qint64 run);
  /// Whether the controls act on a run that goes on, here or elsewhere.
  void setGoing(bool going);

 public slots:
  void evaluateNow();
  void choosePicture();
  void captionNow(const QString& picture);

 signals:
  void evaluateRequested();
  void captionRequested(const QString& picture, int samples);
  /// The run does not go on: its newest checkpoint is to caption the picture.
  void checkpointRequested(const QString& picture);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* buildTools();
  void buildTable();
  void read();
  void take(const std::vector<RunAnswer>& answers);
  QTreeWidgetItem* add(const RunAnswer& answer);
  void addMetrics(QTreeWidgetItem* item, const RunAnswer& answer);
  void addCaptions(QTreeWidgetItem* item, const RunAnswer& answer);
  void showThumbnail(qint64 answer, const QString& picture);
  void wait(const QString& what);
  void showWhatCanBeAsked();

  StoreAccess* store_;
  QPushButton *evaluate_ = nullptr, *caption_ = nullptr;
  QSpinBox* samples_ = nullptr;
  QLabel *waiting_ = nullptr, *empty_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QTreeWidget* table_ = nullptr;
  qint64 run_ = 0, newest_ = 0;
  bool going_ = false;
  int expected_ = 0;                           ///< answers asked for here and not there yet
  bool reading_ = false, read_again_ = false;  ///< again: something was stored while a read was under way
};

}  // namespace vignette
