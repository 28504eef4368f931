#include "captions/picture_tags.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUndoStack>

#include "app/store_access.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {

constexpr auto kDigits = "gui/caption_tags";
constexpr int kRereadMilliseconds = 2000;
constexpr std::size_t kPicturesAtOnce = 2000;  // transactions stay short

QStringList firstDigits() {
  return {PictureTags::tr("good"),         PictureTags::tr("bad"),          PictureTags::tr("wrong object"),
          PictureTags::tr("wrong colour"), PictureTags::tr("wrong number"), PictureTags::tr("wrong relation"),
          PictureTags::tr("repetition"),   PictureTags::tr("cut off"),      PictureTags::tr("discuss")};
}

class TagPictures : public QUndoCommand {
 public:
  TagPictures(PictureTags* tags, QStringList paths, QString tag, bool tagged)
      : QUndoCommand(tagged ? PictureTags::tr("tag %n picture(s)", nullptr, static_cast<int>(paths.size()))
                            : PictureTags::tr("untag %n picture(s)", nullptr, static_cast<int>(paths.size()))),
        tags_(tags),
        paths_(std::move(paths)),
        tag_(std::move(tag)),
        tagged_(tagged) {}

  void redo() override {
    if (tags_) tags_->apply(paths_, tag_, tagged_);
  }
  void undo() override {
    if (tags_) tags_->apply(paths_, tag_, !tagged_);
  }

 private:
  QPointer<PictureTags> tags_;
  QStringList paths_;
  QString tag_;
  bool tagged_;
};

class RenameTag : public QUndoCommand {
 public:
  RenameTag(PictureTags* tags, QString before, QString after)
      : QUndoCommand(PictureTags::tr("rename tag")),
        tags_(tags),
        before_(std::move(before)),
        after_(std::move(after)) {}

  void redo() override {
    if (tags_) tags_->applyRename(before_, after_);
  }
  void undo() override {
    if (tags_) tags_->applyRename(after_, before_);
  }

 private:
  QPointer<PictureTags> tags_;
  QString before_, after_;
};

QStringList digitsOf(const std::optional<std::string>& stored) {
  auto digits = firstDigits();
  if (!stored) return digits;
  const auto list = QJsonDocument::fromJson(QByteArray::fromStdString(*stored)).array();
  for (int i = 0; i < digits.size() && i < list.size(); ++i)
    if (!list[i].toString().isEmpty()) digits[i] = list[i].toString();
  return digits;
}

}  // namespace

PictureTags::PictureTags(StoreAccess* store, QUndoStack* undo, QObject* parent)
    : QObject(parent), store_(store), undo_(undo), digits_(firstDigits()) {
  reread_.setSingleShot(true);
  reread_.setInterval(kRereadMilliseconds);
  connect(&reread_, &QTimer::timeout, this, &PictureTags::read);
  connect(store, &StoreAccess::opened, this, [this] {
    writes_ = 0;
    read();
  });
  connect(store, &StoreAccess::changed, this, [this] {
    if (!reread_.isActive()) reread_.start();
  });
  connect(store, &StoreAccess::failed, this, [this] {
    writes_ = 0;
    reread_.start();
  });
  if (!store->file().empty()) read();
}

void PictureTags::read() {
  using Found = std::pair<ImageTags, QStringList>;
  store_->query(
      this,
      [](ExperimentStore& open) {
        Found found;
        for (const auto& [path, tag] : open.image_tags())
          found.first[QString::fromStdString(path)] << QString::fromStdString(tag);
        found.second = digitsOf(open.setting(kDigits));
        return found;
      },
      [this](Found found) {
        if (writes_ > 0 || (found.first == *tags_ && found.second == digits_)) return;
        tags_ = std::make_shared<const ImageTags>(std::move(found.first));
        digits_ = found.second;
        emit changed();
      });
}

QString PictureTags::toggle(const QStringList& paths, int digit) {
  if (paths.isEmpty() || digit < 1 || digit > digits_.size()) return {};
  const auto tag = digits_[digit - 1];
  QStringList without;
  for (const auto& path : paths)
    if (!tags_->value(path).contains(tag)) without << path;
  const bool give = !without.isEmpty();
  const auto affected = give ? without : paths;
  undo_->push(new TagPictures(this, affected, tag, give));
  const int count = static_cast<int>(affected.size());
  return give ? tr("Tagged %n picture(s) “%1”.", nullptr, count).arg(tag)
              : tr("Took the tag “%1” from %n picture(s).", nullptr, count).arg(tag);
}

QString PictureTags::rename(const QString& before, const QString& after) {
  if (before == after || after.isEmpty()) return {};
  bool taken = digits_.contains(after);
  for (const auto& list : *tags_) taken = taken || list.contains(after);
  if (taken) return tr("There is a tag “%1” already: choose another name.").arg(after);
  undo_->push(new RenameTag(this, before, after));
  return {};
}

void PictureTags::apply(const QStringList& paths, const QString& tag, bool tagged) {
  auto tags = *tags_;
  std::vector<std::string> files;
  for (const auto& path : paths) {
    files.push_back(path.toStdString());
    auto& list = tags[path];
    list.removeAll(tag);
    if (tagged) {
      list << tag;
      list.sort();
    }
    if (list.isEmpty()) tags.remove(path);
  }
  tags_ = std::make_shared<const ImageTags>(std::move(tags));
  ++writes_;
  store_->query(
      this,
      [files = std::move(files), tag = tag.toStdString(), tagged](ExperimentStore& open) {
        for (std::size_t at = 0; at < files.size(); at += kPicturesAtOnce)
          open.set_image_tag(std::span(files).subspan(at, std::min(kPicturesAtOnce, files.size() - at)), tag, tagged);
      },
      [this] { --writes_; });
  emit changed();
}

void PictureTags::applyRename(const QString& before, const QString& after) {
  auto tags = *tags_;
  for (auto& list : tags)
    if (list.removeAll(before) > 0) {
      list << after;
      list.sort();
    }
  tags_ = std::make_shared<const ImageTags>(std::move(tags));
  if (const auto at = digits_.indexOf(before); at >= 0) digits_[at] = after;
  const auto digits = QJsonDocument(QJsonArray::fromStringList(digits_)).toJson(QJsonDocument::Compact).toStdString();
  ++writes_;
  store_->query(
      this,
      [before = before.toStdString(), after = after.toStdString(), digits](ExperimentStore& open) {
        open.rename_image_tag(before, after);
        open.set_setting(kDigits, digits);
      },
      [this] { --writes_; });
  emit changed();
}

}  // namespace vignette
