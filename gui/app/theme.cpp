#include "app/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QPointer>
#include <QStyle>
#include <QStyleFactory>
#include <utility>
#include <vector>

#include "app/system_colours.h"

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace vignette {
namespace {

ThemeColours lightColours() {
  ThemeColours c;
  c.window = "#f4f5f8", c.base = "#ffffff", c.alternate = "#f4f6f9", c.text = "#1d2330", c.muted = "#5d6677";
  c.disabled = "#a3aab8", c.border = "#dbdfe7", c.button = "#ffffff", c.hover = "#e9ecf2", c.pressed = "#dde2eb";
  c.scroll = "#c9cfda", c.accent = "#2d66d0", c.accentStrong = "#2456b3", c.accentFaint = "#e5eefc";
  c.accentLine = "#a9c4f5", c.onAccent = "#ffffff", c.success = "#1d8653", c.warning = "#a86400", c.error = "#c2372e";
  c.grid = "#e9ecf1";
  return c;
}

ThemeColours darkColours() {
  ThemeColours c;
  c.window = "#1d2027", c.base = "#16191f", c.alternate = "#1b1f26", c.text = "#dde1ea", c.muted = "#98a1b2";
  c.disabled = "#5d6575", c.border = "#2e333e", c.button = "#262a33", c.hover = "#2a2f39", c.pressed = "#343a46";
  c.scroll = "#3b424f", c.accent = "#5a8fee", c.accentStrong = "#74a2f3", c.accentFaint = "#223354";
  c.accentLine = "#3a5c9c", c.onAccent = "#0e131c", c.success = "#4fbf85", c.warning = "#e0a54a", c.error = "#f07a70";
  c.grid = "#262b34";
  return c;
}

QPalette paletteOf(const ThemeColours& c) {
  QPalette palette;
  const std::vector<std::pair<QPalette::ColorRole, QColor>> roles = {{QPalette::Window, c.window},
                                                                     {QPalette::WindowText, c.text},
                                                                     {QPalette::Base, c.base},
                                                                     {QPalette::AlternateBase, c.alternate},
                                                                     {QPalette::Text, c.text},
                                                                     {QPalette::PlaceholderText, c.disabled},
                                                                     {QPalette::Button, c.button},
                                                                     {QPalette::ButtonText, c.text},
                                                                     {QPalette::BrightText, c.error},
                                                                     {QPalette::Highlight, c.accent},
                                                                     {QPalette::HighlightedText, c.onAccent},
                                                                     {QPalette::Link, c.accent},
                                                                     {QPalette::LinkVisited, c.accent},
                                                                     {QPalette::ToolTipBase, c.base},
                                                                     {QPalette::ToolTipText, c.text},
                                                                     {QPalette::Mid, c.muted},
                                                                     {QPalette::Midlight, c.border},
                                                                     {QPalette::Light, c.hover},
                                                                     {QPalette::Dark, c.border},
                                                                     {QPalette::Shadow, c.border}};
  for (const auto& [role, colour] : roles) palette.setColor(role, colour);
  for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, c.disabled);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
  return palette;
}

QString styleSheetOf(const ThemeColours& c, bool dark) {
  QFile file(QStringLiteral(":/styles/vignette.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  auto sheet = QString::fromUtf8(file.readAll());
  const std::vector<std::pair<const char*, QColor>> names = {{"window", c.window},
                                                             {"base", c.base},
                                                             {"alternate", c.alternate},
                                                             {"text", c.text},
                                                             {"muted", c.muted},
                                                             {"disabled", c.disabled},
                                                             {"border", c.border},
                                                             {"button", c.button},
                                                             {"hover", c.hover},
                                                             {"pressed", c.pressed},
                                                             {"scroll", c.scroll},
                                                             {"accent", c.accent},
                                                             {"accent_strong", c.accentStrong},
                                                             {"accent_faint", c.accentFaint},
                                                             {"accent_line", c.accentLine},
                                                             {"on_accent", c.onAccent},
                                                             {"error", c.error},
                                                             {"tooltip", c.base},
                                                             {"tooltip_text", c.text}};
  for (const auto& [name, colour] : names) sheet.replace('@' + QString::fromLatin1(name) + '@', colour.name());
  return sheet.replace("@arrow@", dark ? "arrow-dark.svg" : "arrow-light.svg");
}

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
  return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

}  // namespace

QFont fixedFont() {
  auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPointSizeF(QApplication::font().pointSizeF());
  return font;
}

Theme::Theme() : systemDark_(systemIsDark()) {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
    systemDark_ = systemIsDark();
    if (mode_ == Mode::system) apply();
  });
#endif
  connect(new SystemColours(this), &SystemColours::told, this, [this](bool dark) {
    if (dark == systemDark_) return;
    systemDark_ = dark;
    if (mode_ == Mode::system) apply();
  });
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  apply();
}

Theme& Theme::instance() {
  static QPointer<Theme> theme;
  if (!theme) {
    theme = new Theme;
    theme->setParent(qApp);
  }
  return *theme;
}

void Theme::setMode(Mode mode) {
  if (mode_ == mode) return;
  mode_ = mode;
  apply();
}

void Theme::apply() {
  dark_ = mode_ == Mode::dark || (mode_ == Mode::system && systemDark_);
  QApplication::setPalette(paletteOf(colours()));
  qApp->setStyleSheet(styleSheetOf(colours(), dark_));
  emit changed();
}

const ThemeColours& Theme::colours() const {
  return coloursOf(dark_);
}

const ThemeColours& Theme::coloursOf(bool dark) {
  static const ThemeColours light = lightColours(), night = darkColours();
  return dark ? night : light;
}

QColor Theme::stateColour(RunState state) const {
  const auto& c = colours();
  switch (state) {
    case RunState::running:
      return c.accent;
    case RunState::paused:
      return c.warning;
    case RunState::finished:
      return c.success;
    case RunState::failed:
      return c.error;
    case RunState::interrupted:
      return c.warning;
    default:
      return c.muted;
  }
}

QString runStateText(RunState state) {
  switch (state) {
    case RunState::created:
      return QCoreApplication::translate("RunState", "waiting");
    case RunState::running:
      return QCoreApplication::translate("RunState", "running");
    case RunState::paused:
      return QCoreApplication::translate("RunState", "paused");
    case RunState::stopped:
      return QCoreApplication::translate("RunState", "stopped");
    case RunState::finished:
      return QCoreApplication::translate("RunState", "finished");
    case RunState::failed:
      return QCoreApplication::translate("RunState", "failed");
    case RunState::interrupted:
      return QCoreApplication::translate("RunState", "interrupted");
  }
  return {};
}

}  // namespace vignette
