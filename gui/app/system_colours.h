#pragma once
// Whether the desktop is dark, from xdg-desktop-portal's org.freedesktop.appearance color-scheme over D-Bus. Desktops
// without a portal never answer; the palette that Qt started with decides then. GUI thread, never waits.

#include <QObject>
#include <QVariant>
#include <optional>

class QDBusMessage;
class QDBusVariant;

namespace vignette {

class SystemColours : public QObject {
  Q_OBJECT

 public:
  explicit SystemColours(QObject* parent = nullptr);

  /// 1: dark, 2: light, 0: no preference; the answer may lie in variants within variants. nullopt for no preference.
  static std::optional<bool> darkFrom(QVariant answer);

 signals:
  /// The desktop answered or was changed.
  void told(bool dark);

 private slots:
  void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

 private:
  void ask();
  void take(const QVariant& answer);
};

}  // namespace vignette
