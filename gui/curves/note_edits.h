#pragma once
// Notes at steps, added, edited and removed so that it can be undone.

#include <QUndoCommand>
#include <memory>

#include "store/records.h"

namespace vignette {

class StoreAccess;

/// `mark.id` is 0: the store gives the number.
class AddNote : public QUndoCommand {
 public:
  AddNote(StoreAccess* store, const RunMark& mark);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  std::shared_ptr<RunMark> mark_;  // of the store's thread
};

class EditNote : public QUndoCommand {
 public:
  /// `before` as stored.
  EditNote(StoreAccess* store, const RunMark& before, const std::string& text);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  RunMark before_, after_;
};

class RemoveNote : public QUndoCommand {
 public:
  RemoveNote(StoreAccess* store, const RunMark& mark);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  RunMark mark_;
};

}  // namespace vignette
