#pragma once
// Edits of the queue that can be undone.

#include <QUndoCommand>
#include <vector>

#include "store/queue_records.h"

namespace vignette {

class StoreAccess;

/// Takes entries out; undo puts them back in their places.
class RemoveQueued : public QUndoCommand {
 public:
  RemoveQueued(StoreAccess* store, std::vector<QueuedRun> entries);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  std::vector<QueuedRun> entries_;
};

class OrderQueue : public QUndoCommand {
 public:
  OrderQueue(StoreAccess* store, std::vector<std::int64_t> before, std::vector<std::int64_t> after);
  void undo() override;
  void redo() override;

 private:
  StoreAccess* store_;
  std::vector<std::int64_t> before_, after_;
};

}  // namespace vignette
