#pragma once
// Light and dark: palettes, the style sheet, and the colours that plots and badges use. GUI thread only.

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>

#include "store/records.h"

namespace vignette {

/// Of the system, in the size of the other texts.
QFont fixedFont();

/// Colours beyond QPalette's roles.
struct ThemeColours {
  QColor window, base, alternate, text, muted, disabled, border, button, hover, pressed, scroll;
  QColor accent, accentStrong, accentFaint, accentLine, onAccent;
  QColor success, warning, error, grid;
};

/// One object for the program; it changes the application's palette and style sheet.
class Theme : public QObject {
  Q_OBJECT

 public:
  enum class Mode { system, light, dark };
  static Theme& instance();

  void setMode(Mode mode);
  Mode mode() const { return mode_; }
  /// Style sheet and palette once more: after the application's font changed.
  void refresh() { apply(); }
  bool dark() const { return dark_; }
  const ThemeColours& colours() const;
  /// Of either theme, whichever is shown.
  static const ThemeColours& coloursOf(bool dark);
  /// The colour that stands for a run's state, in badges and rows.
  QColor stateColour(RunState state) const;

 signals:
  /// After palette and style sheet changed.
  void changed();

 private:
  Theme();
  void apply();
  Mode mode_ = Mode::system;
  bool dark_ = false, systemDark_ = false;
};

/// "running" and so on, translated.
QString runStateText(RunState state);

}  // namespace vignette
