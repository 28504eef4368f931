#pragma once
// The Log dock: the program's messages, or those of the selected run, by level, with search. GUI thread.

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QToolButton;

namespace vignette {

class LogDelegate;
class LogModel;
class RunLogModel;

class LogView : public QWidget {
  Q_OBJECT

 public:
  /// `lines`: shown instead of a model of its own; outlives this.
  explicit LogView(QWidget* parent = nullptr, LogModel* lines = nullptr);
  LogModel* model() const { return model_; }
  /// The run whose log can be chosen, and its file; "" for none.
  void setRun(const QString& name, const QString& file);

 public slots:
  void findNext();
  void findPrevious();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* buildTools();
  QToolButton* addTool(QWidget* tools, const char* name, const QString& icon, const QString& tip);
  void buildList();
  void followEnd();
  void copySelected();
  void search(const QString& text);
  void find(int direction);
  void showMatches();
  void chooseSource(int source);
  bool matches(int row) const;

  LogModel* model_;
  RunLogModel* runModel_;
  QSortFilterProxyModel* proxy_;
  LogDelegate* delegate_;
  QListView* list_ = nullptr;
  QComboBox *source_ = nullptr, *level_ = nullptr;
  QLineEdit* search_ = nullptr;
  QLabel* found_ = nullptr;
  QToolButton *next_ = nullptr, *previous_ = nullptr, *only_ = nullptr, *follow_ = nullptr;
};

}  // namespace vignette
