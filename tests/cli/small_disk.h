#pragma once
// A disk of a few megabytes that a test may fill, enlarge and make read-only: a tmpfs that only this process and its
// children see.

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <QFile>
#include <QString>

/// Makes mounts private to this process, as root or in a user namespace of its own. Before other threads. False where
/// the system allows neither.
inline bool make_mounts_private() {
  const auto write = [](const char* path, const QByteArray& text) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
  };
  const auto user = getuid(), group = getgid();
  if (unshare(CLONE_NEWNS) != 0) {
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
    write("/proc/self/setgroups", "deny");
    if (!write("/proc/self/uid_map", QByteArray("0 ") + QByteArray::number(user) + " 1")) return false;
    if (!write("/proc/self/gid_map", QByteArray("0 ") + QByteArray::number(group) + " 1")) return false;
  }
  return mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

class SmallDisk {
 public:
  /// `folder` is there and empty.
  SmallDisk(const QString& folder, int kibibytes) : folder_(folder.toUtf8()) {
    mounted_ = mount("vignette-test", folder_, "tmpfs", 0, size(kibibytes)) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_, MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return mounted_; }
  bool resize(int kibibytes) { return mount(nullptr, folder_, nullptr, MS_REMOUNT, size(kibibytes)) == 0; }
  bool make_read_only(int kibibytes) {
    return mount(nullptr, folder_, nullptr, MS_REMOUNT | MS_RDONLY, size(kibibytes)) == 0;
  }

 private:
  QByteArray size(int kibibytes) const { return "size=" + QByteArray::number(kibibytes) + "k"; }

  QByteArray folder_;
  bool mounted_ = false;
};
