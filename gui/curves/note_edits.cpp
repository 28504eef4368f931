#include "curves/note_edits.h"

#include <QCoreApplication>

#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

QString label(const char* source) {
  return QCoreApplication::translate("NoteEdits", source);
}

void put(StoreAccess* store, const RunMark& mark) {
  store->write([mark](ExperimentStore& open) { open.put_mark(mark); });
}

void remove(StoreAccess* store, std::int64_t mark) {
  store->write([mark](ExperimentStore& open) { open.remove_mark(mark); });
}

}  // namespace

AddNote::AddNote(StoreAccess* store, const RunMark& mark)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("NoteEdits", "add a note"))),
      store_(store),
      mark_(std::make_shared<RunMark>(mark)) {}

void AddNote::redo() {
  store_->write([mark = mark_](ExperimentStore& open) { mark->id = open.put_mark(*mark); });
}

void AddNote::undo() {
  store_->write([mark = mark_](ExperimentStore& open) { open.remove_mark(mark->id); });
}

EditNote::EditNote(StoreAccess* store, const RunMark& before, const std::string& text)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("NoteEdits", "edit a note"))),
      store_(store),
      before_(before),
      after_(before) {
  after_.text = text;
}

void EditNote::redo() {
  put(store_, after_);
}

void EditNote::undo() {
  put(store_, before_);
}

RemoveNote::RemoveNote(StoreAccess* store, const RunMark& mark)
    : QUndoCommand(label(QT_TRANSLATE_NOOP("NoteEdits", "remove a note"))), store_(store), mark_(mark) {}

void RemoveNote::redo() {
  remove(store_, mark_.id);
}

void RemoveNote::undo() {
  put(store_, mark_);
}

}  // namespace vignette
