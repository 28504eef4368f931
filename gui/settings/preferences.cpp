#include "settings/preferences.h"

#include <QApplication>
#include <QFont>
#include <algorithm>

#include "app/language.h"

namespace vignette {
namespace {

constexpr auto kLanguage = "window/language", kTheme = "window/theme", kFontScale = "window/font_scale";
constexpr auto kCurveInterval = "curves/interval", kClosing = "window/closing", kThreads = "training/threads";
constexpr auto kWeights = "folders/weights", kCache = "folders/cache", kModels = "folders/models";

/// The program's font as the system gave it.
const QFont& systemFont() {
  static const QFont font = QApplication::font();
  return font;
}

}  // namespace

Preferences::Preferences(QSettings* settings, QObject* parent) : QObject(parent), settings_(settings) {
  Theme::instance().setMode(theme());
  Language::instance().choose(language());
  applyFont();
}

QString Preferences::language() const {
  return settings_->value(kLanguage, "system").toString();
}
Theme::Mode Preferences::theme() const {
  return Theme::Mode(std::clamp(settings_->value(kTheme, int(Theme::Mode::system)).toInt(), 0, 2));
}
double Preferences::fontScale() const {
  return std::clamp(settings_->value(kFontScale, 1.0).toDouble(), 0.8, 2.0);
}
int Preferences::curveInterval() const {
  return std::clamp(settings_->value(kCurveInterval, 50).toInt(), 50, 5000);
}
Preferences::Closing Preferences::closing() const {
  return Closing(std::clamp(settings_->value(kClosing, 0).toInt(), 0, 2));
}
int Preferences::threads() const {
  return std::max(0, settings_->value(kThreads, 0).toInt());
}
QString Preferences::weightsFolder() const {
  return settings_->value(kWeights).toString();
}
QString Preferences::cacheFolder() const {
  return settings_->value(kCache).toString();
}
QStringList Preferences::modelFolders() const {
  auto folders = settings_->value(kModels).toStringList();
  folders.removeAll(QString());  // what an empty list reads as
  return folders;
}

void Preferences::set(const QString& key, const QVariant& value) {
  if (settings_->value(key) == value) return;
  settings_->setValue(key, value);
  emit changed();
}

void Preferences::setLanguage(const QString& code) {
  set(kLanguage, code);
  Language::instance().choose(code);
}

void Preferences::setTheme(Theme::Mode mode) {
  set(kTheme, int(mode));
  Theme::instance().setMode(mode);
}

void Preferences::setFontScale(double scale) {
  const auto before = fontScale();
  set(kFontScale, scale);
  if (before == fontScale()) return;
  applyFont();
  emit fontScaled();
}

void Preferences::setCurveInterval(int milliseconds) {
  set(kCurveInterval, milliseconds);
}
void Preferences::setClosing(Closing closing) {
  set(kClosing, int(closing));
}
void Preferences::setThreads(int threads) {
  set(kThreads, threads);
}
void Preferences::setWeightsFolder(const QString& folder) {
  set(kWeights, folder);
}
void Preferences::setCacheFolder(const QString& folder) {
  set(kCache, folder);
}
void Preferences::setModelFolders(const QStringList& folders) {
  set(kModels, folders);
}

void Preferences::applyFont() {
  auto font = systemFont();
  if (font.pointSizeF() > 0)
    font.setPointSizeF(systemFont().pointSizeF() * fontScale());
  else
    font.setPixelSize(qRound(systemFont().pixelSize() * fontScale()));
  if (font == QApplication::font()) return;
  QApplication::setFont(font);
  Theme::instance().refresh();
}

Recipe Preferences::completed(Recipe recipe) const {
  if (threads() > 0 && recipe.integer("training.threads") == 0) recipe.set("training.threads", std::int64_t(threads()));
  if (!cacheFolder().isEmpty() && recipe.text("dataset.cache").empty())
    recipe.set("dataset.cache", cacheFolder().toStdString());
  return recipe;
}

}  // namespace vignette
