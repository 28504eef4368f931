#include "help/help_view.h"

#include <QDesktopServices>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace vignette {

namespace {
constexpr auto kPlace = "help";
}

HelpView::HelpView(QWidget* parent) : QWidget(parent), pages_(helpPages()) {
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("helpSearch"));
  search_->setPlaceholderText(tr("Search the help"));
  search_->setAccessibleName(search_->placeholderText());
  search_->setClearButtonEnabled(true);
  index_ = new QListWidget;
  index_->setObjectName(QStringLiteral("helpIndex"));
  index_->setAccessibleName(tr("Pages"));
  for (const auto& page : pages_) index_->addItem(page.title);
  page_ = new QTextBrowser;
  page_->setObjectName(QStringLiteral("helpPage"));
  page_->setAccessibleName(tr("Help"));
  page_->setFrameShape(QFrame::NoFrame);
  page_->setOpenLinks(false);
  page_->document()->setDocumentMargin(12);
  auto* split = new QSplitter(Qt::Vertical);
  split->addWidget(index_);
  split->addWidget(page_);
  split->setStretchFactor(1, 1);
  split->setSizes({fontMetrics().height() * 9, 1000});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 4, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(search_);
  layout->addWidget(split, 1);
  connect(search_, &QLineEdit::textChanged, this, &HelpView::search);
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    if (!page_->find(search_->text())) page_->moveCursor(QTextCursor::Start), page_->find(search_->text());
  });
  connect(index_, &QListWidget::currentRowChanged, this, &HelpView::showRow);
  connect(page_, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
    if (link.isRelative()) return show(link.toString());
    QDesktopServices::openUrl(link);
  });
  index_->setCurrentRow(0);
}

QString HelpView::topic() const {
  return pages_.value(index_->currentRow()).topic;
}
QString HelpView::shownText() const {
  return page_->toPlainText();
}

void HelpView::show(const QString& place) {
  const auto topic = place.section('#', 0, 0);
  search_->clear();
  int row = 0;
  for (int i = 0; i < pages_.size(); ++i)
    if (pages_[i].topic == topic) row = i;
  index_->setCurrentRow(row);
  showRow(row);
  if (place.contains('#')) goTo(place.section('#', 1));
}

/// An anchor, or the heading with this text.
void HelpView::goTo(const QString& place) {
  const auto row = pages_.value(index_->currentRow());
  if (!row.html.isEmpty()) return page_->scrollToAnchor(place);
  for (auto block = page_->document()->begin(); block.isValid(); block = block.next()) {
    if (block.blockFormat().headingLevel() == 0 || !block.text().startsWith(place)) continue;
    QTextCursor cursor(block);
    page_->moveCursor(QTextCursor::End);  // the heading then comes to the top
    page_->setTextCursor(cursor);
    return;
  }
}

void HelpView::search(const QString& text) {
  int first = -1;
  for (int i = 0; i < pages_.size(); ++i) {
    const bool found = text.isEmpty() || pages_[i].text().contains(text, Qt::CaseInsensitive);
    index_->item(i)->setHidden(!found);
    if (found && first < 0) first = i;
  }
  if (text.isEmpty() || first < 0) return;
  if (index_->currentItem() && index_->currentItem()->isHidden()) index_->setCurrentRow(first);
  page_->moveCursor(QTextCursor::Start);
  page_->find(text);
}

void HelpView::showRow(int row) {
  if (row < 0 || row >= pages_.size()) return;
  const auto& page = pages_[row];
  if (page.html.isEmpty())
    page_->setMarkdown(page.markdown);
  else
    page_->setHtml(page.html);
}

QString helpPlaceOf(const QWidget* widget) {
  for (; widget; widget = widget->parentWidget())
    if (const auto place = widget->property(kPlace).toString(); !place.isEmpty()) return place;
  return {};
}

void setHelpPlace(QWidget* widget, const QString& place) {
  widget->setProperty(kPlace, place);
}

}  // namespace vignette
