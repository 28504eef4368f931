#pragma once
// Tags of pictures in the open store, and what the digits 1 to 9 stand for. Edits can be undone and show at once; the
// store follows. GUI thread.

#include <QObject>
#include <QTimer>
#include <memory>

#include "captions/caption_filter.h"

class QUndoStack;

namespace vignette {

class StoreAccess;

class PictureTags : public QObject {
  Q_OBJECT

 public:
  /// Both outlive this object.
  PictureTags(StoreAccess* store, QUndoStack* undo, QObject* parent = nullptr);

  const std::shared_ptr<const ImageTags>& tags() const { return tags_; }
  /// Nine names.
  const QStringList& digits() const { return digits_; }
  /// Gives the pictures the tag of `digit` (1 to 9), or takes it away where all of them have it. Returns what was done,
  /// for the status bar.
  QString toggle(const QStringList& paths, int digit);
  /// Returns why it cannot be, "" when it can.
  QString rename(const QString& before, const QString& after);

  /// For the undo commands.
  void apply(const QStringList& paths, const QString& tag, bool tagged);
  void applyRename(const QString& before, const QString& after);

 signals:
  void changed();

 private:
  void read();

  StoreAccess* store_;
  QUndoStack* undo_;
  std::shared_ptr<const ImageTags> tags_ = std::make_shared<const ImageTags>();
  QStringList digits_;
  QTimer reread_;
  int writes_ = 0;  ///< own ones that are not yet through: what is read meanwhile is outdated
};

}  // namespace vignette
