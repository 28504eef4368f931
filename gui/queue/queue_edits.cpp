#include "queue/queue_edits.h"

#include <QCoreApplication>

#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

QString label(const char* source, int number = -1) {
  return QCoreApplication::translate("QueueEdits", source, nullptr, number);
}

void order(StoreAccess* store, const std::vector<std::int64_t>& ids) {
  store->write([ids](ExperimentStore& open) { open.order_queue(ids); });
}

}  // namespace

RemoveQueued::RemoveQueued(StoreAccess* store, std::vector<QueuedRun> entries)
    : QUndoCommand(
          label(QT_TRANSLATE_N_NOOP("QueueEdits", "remove %n experiment(s) from the queue"), int(entries.size()))),
      store_(store),
      entries_(std::move(entries)) {}

void RemoveQueued::redo() {
  for (const auto& entry : entries_) store_->write([id = entry.id](ExperimentStore& open) { open.remove_queued(id); });
}

void RemoveQueued::undo() {
  for (const auto& entry : entries_) store_->write([entry](ExperimentStore& open) { open.put_queued(entry); });
}

OrderQueue::OrderQueue(StoreAccess* store, std::vector<std::int64_t> before, std::vector<std::int64_t> after)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("QueueEdits", "reorder the queue"))),
      store_(store),
      before_(std::move(before)),
      after_(std::move(after)) {}

void OrderQueue::redo() {
  order(store_, after_);
}

void OrderQueue::undo() {
  order(store_, before_);
}

}  // namespace vignette
