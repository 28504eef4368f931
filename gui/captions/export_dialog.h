#pragma once
// Where captions go, in which form; then how far the writing is, with cancel.

#include <QDialog>
#include <QTimer>
#include <atomic>
#include <memory>

#include "captions/caption_export.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace vignette {

/// Destroys itself when it is closed.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `selected`: the request holds what the user selected, not all that is shown.
  ExportDialog(CaptionExportRequest request, bool selected, QWidget* parent = nullptr);
  ~ExportDialog() override;

  void reject() override;

 signals:
  void exported(const QString& what);
  void failed(const QString& what);

 private:
  struct Work {
    std::atomic<double> fraction{0};
    std::atomic<bool> cancelled{false};
  };
  CaptionFileFormat format() const;
  bool beside() const;
  void proposeTarget();
  void browse();
  void start();
  void take(const std::optional<std::size_t>& count, const QString& problem);
  void showWorking(bool working);

  CaptionExportRequest request_;
  std::shared_ptr<Work> work_;  ///< null while nothing is written
  QComboBox* format_ = nullptr;
  QLineEdit* target_ = nullptr;
  QLabel *problem_ = nullptr, *hint_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton *browse_ = nullptr, *export_ = nullptr, *cancel_ = nullptr;
  QTimer poll_;
};

}  // namespace vignette
