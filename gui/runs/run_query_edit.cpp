#include "runs/run_query_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>
#include <QVBoxLayout>

#include "app/icons.h"

namespace vignette {

RunQueryEdit::RunQueryEdit(QWidget* parent) : QWidget(parent) {
  line_ = new QLineEdit;
  line_->setObjectName(QStringLiteral("runFilter"));
  line_->setAccessibleName(tr("Search runs"));
  line_->setPlaceholderText(tr("Search: zebra, lr < 1e-4 and cider > 90"));
  line_->setToolTip(
      tr("Finds runs by words of their name, tags and note, or by an expression:\n"
         "lr < 1e-4 and val/CIDEr > 90\n"
         "state = finished and not tag:old\n"
         "(seed = 1 or seed = 2) and duration > 2h\n"
         "Compare with < <= > >= = != and ~ (contains). Metrics mean their best value; last:val/loss is the newest."));
  line_->setClearButtonEnabled(true);
  line_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("runFilterProblem"));
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->hide();
  suggestions_ = new QStringListModel(this);
  completer_ = new QCompleter(suggestions_, this);
  completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  completer_->setWidget(line_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(line_);
  layout->addWidget(problem_);
  setFocusProxy(line_);
  connect(line_, &QLineEdit::textChanged, this, &RunQueryEdit::check);
  connect(line_, &QLineEdit::textEdited, this, &RunQueryEdit::suggest);
  connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &RunQueryEdit::insert);
}

void RunQueryEdit::setKnown(std::vector<std::string> metrics, std::vector<std::string> tags) {
  metrics_ = std::move(metrics);
  tags_ = std::move(tags);
}

void RunQueryEdit::check() {
  try {
    RunQuery query(line_->text().toStdString());
    problem_->hide();
    emit queryChanged(query);
  } catch (const RunQueryError& error) {
    problem_->setText(QString::fromUtf8(error.what()));
    problem_->show();
    emit queryChanged(RunQuery(std::string()));  // half an expression hides nothing
  }
}

void RunQueryEdit::suggest() {
  const auto before = line_->text().left(line_->cursorPosition()).toStdString();
  completion_ = complete_run_query(before, before.size(), metrics_, tags_);
  QStringList texts;
  for (const auto& suggestion : completion_.suggestions) texts << QString::fromStdString(suggestion);
  suggestions_->setStringList(texts);
  const bool wanted = !texts.isEmpty() && !before.empty() && (completion_.length > 0 || before.back() == ' ');
  if (wanted)
    completer_->complete();
  else
    completer_->popup()->hide();
}

void RunQueryEdit::insert(const QString& suggestion) {
  auto text = line_->text().toStdString();
  auto word = suggestion.toStdString();
  if (word.find(' ') != word.npos) word = '"' + word + '"';
  const auto end = completion_.position + completion_.length;
  if (end > text.size()) return;
  const bool open = word.ends_with(':');  // "tag:" waits for its tag
  text.replace(completion_.position, completion_.length, open ? word : word + ' ');
  const auto cursor =
      QString::fromStdString(text.substr(0, completion_.position + word.size() + (open ? 0 : 1))).size();
  line_->setText(QString::fromStdString(text));
  line_->setCursorPosition(int(cursor));
}

}  // namespace vignette
