#pragma once
// The pages of the help, in the language shown, English where a page is not translated.

#include <QList>
#include <QString>

namespace vignette {

struct HelpPage {
  QString topic;  ///< "glossary", "parameters", "lesson-collapse"
  QString title;
  QString markdown;  ///< empty where `html` is set
  QString html;
  QString text() const;  ///< what a search looks through
};

/// In the order of the index: the guide, the glossary, the parameters, the demo's lessons.
QList<HelpPage> helpPages();

}  // namespace vignette
