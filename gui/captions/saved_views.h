#pragma once
// Filters kept under a name: a button with a menu. Who owns it keeps the text in the store.

#include <QToolButton>
#include <vector>

#include "captions/caption_filter.h"

namespace vignette {

class SavedViews : public QToolButton {
  Q_OBJECT

 public:
  explicit SavedViews(QWidget* parent = nullptr);

  /// The filter that "Save" keeps.
  void showFilter(const CaptionFilter& filter) { filter_ = filter; }
  /// JSON, as text() gave it; what is broken is left out.
  void setText(const QString& json);
  QString text() const;
  /// Adds the view, or replaces the one of that name.
  void save(const QString& name);
  void remove(const QString& name);

 signals:
  void viewChosen(const vignette::CaptionFilter& filter);
  /// text() is another one now.
  void changed();

 private:
  void fill();
  void askName();

  struct View {
    QString name;
    CaptionFilter filter;
  };
  std::vector<View> views_;
  CaptionFilter filter_;
};

}  // namespace vignette
