#pragma once
// A strip above the curves: what the program is doing or what to do next, with a bar or a button. GUI thread.

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace vignette {

class NoticeStrip : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeStrip(QWidget* parent = nullptr);
  /// Negative: no bar.
  void showProgress(const QString& text, double fraction);
  /// With a button that emits pressed(); "" for none.
  void showHint(const QString& text, const QString& button);

 signals:
  void pressed();

 private:
  QLabel* text_;
  QProgressBar* bar_;
  QPushButton* button_;
};

}  // namespace vignette
