#pragma once
// A caption with what changed in it: new words bold, underlined and washed, lost ones struck out. GUI thread.

#include <QPalette>
#include <QString>
#include <QTextLayout>
#include <vector>

#include "compare/word_difference.h"

class QPainter;

namespace vignette {

/// Draws into `box`, wrapped, at most `maxLines` lines; the last ends in "…" when words are left over.
void drawChangedWords(QPainter* painter, const QRect& box, const std::vector<ChangedWord>& words, int maxLines);

/// The words said now, without those that are lost: a small cell has no room for both.
std::vector<ChangedWord> wordsSaidNow(const std::vector<ChangedWord>& words);

/// For labels.
QString changedWordsHtml(const std::vector<ChangedWord>& words);

/// For screen readers and tool tips: "a red [stands] jumps", with lost words in brackets.
QString changedWordsText(const std::vector<ChangedWord>& words);

}  // namespace vignette
