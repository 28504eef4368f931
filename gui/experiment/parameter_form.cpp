#include "experiment/parameter_form.h"

#include <QHash>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/icons.h"
#include "experiment/parameter_row.h"
#include "experiment/parameter_texts.h"

namespace vignette {

namespace {
constexpr int kCheckMilliseconds = 120;
constexpr int kFormWidth = 340;

bool startsFolded(std::string_view group) {
  for (const auto* folded : {"language_model", "discriminator", "clip", "likelihood", "contrastive", "mapper", "corpus",
                             "early_stopping", "critic", "policy"})
    if (group == folded) return true;
  return false;
}
}  // namespace

ParameterForm::ParameterForm(QWidget* parent) : QWidget(parent) {
  auto* page = new QWidget;
  page->setObjectName(QStringLiteral("page"));
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(12, 4, 8, 16);
  column->setSpacing(2);
  buildGroups(page, column);
  nothing_ = new QLabel(tr("No parameter matches."), page);
  nothing_->setProperty("role", "muted");
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->hide();
  column->addWidget(nothing_);
  column->addStretch(1);
  scroll_ = new QScrollArea;
  scroll_->setFocusPolicy(Qt::NoFocus);  // its fields take it
  scroll_->setWidgetResizable(true);
  scroll_->setMinimumWidth(kFormWidth);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setWidget(page);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(scroll_);
  check_.setSingleShot(true);
  check_.setInterval(kCheckMilliseconds);
  connect(&check_, &QTimer::timeout, this, &ParameterForm::checkWhole);
  arrange();
}

void ParameterForm::buildGroups(QWidget* page, QVBoxLayout* layout) {
  Group* group = nullptr;
  std::string_view key = "\n";
  for (const auto& parameter : parameter_table()) {
    if (parameter.key == "name") continue;  // has a field of its own above the form
    if (parameter.group() != key) {
      key = parameter.group();
      group = &addGroup(key, page, layout);
    }
    addRow(*group, parameter);
  }
}

ParameterForm::Group& ParameterForm::addGroup(std::string_view key, QWidget* page, QVBoxLayout* layout) {
  groups_.push_back(std::make_unique<Group>());
  auto* group = groups_.back().get();
  group->name = groupName(key);
  group->open = !startsFolded(key);
  group->header = new QToolButton(page);
  group->header->setText(group->name);
  group->header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  group->header->setIconSize({12, 12});
  group->header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto font = group->header->font();
  font.setBold(true);
  group->header->setFont(font);
  group->body = new QWidget(page);
  auto* rows = new QVBoxLayout(group->body);
  rows->setContentsMargins(8, 2, 0, 8);
  rows->setSpacing(3);
  connect(group->header, &QToolButton::clicked, this, [this, group] {
    group->open = !group->open;
    arrange();
  });
  layout->addWidget(group->header);
  layout->addWidget(group->body);
  return *group;
}

void ParameterForm::addRow(Group& group, const Parameter& parameter) {
  auto* row = new ParameterRow(parameter, group.body);
  group.body->layout()->addWidget(row->widget());
  group.rows.push_back(row);
  rows_.push_back(row);
  connect(row, &ParameterRow::edited, this, [this, row] { rowEdited(row); });
  connect(row, &ParameterRow::committed, this, [this, row] { rowCommitted(row); });
  connect(row, &ParameterRow::validityChanged, this, &ParameterForm::edited);
  connect(row, &ParameterRow::modelWanted, this, [this, row] { emit modelWanted(row->key()); });
}

void ParameterForm::rowEdited(ParameterRow* row) {
  recipe_.set(row->parameter().key, row->value());
  check_.start();
  emit edited();
}

void ParameterForm::rowCommitted(ParameterRow* row) {
  if (!training_ || !row->parameter().live) return;
  emit liveChange(row->key(), QString::fromStdString(format_value(row->value())));
}

void ParameterForm::setRecipe(const Recipe& recipe, const Recipe& preset) {
  recipe_ = recipe;
  preset_ = preset;
  for (auto* row : rows_) {
    row->setReference(preset.value(row->parameter().key));
    row->setValue(recipe.value(row->parameter().key));
  }
  enableRows();
  checkWhole();
  arrange();
}

void ParameterForm::setWeightsFolder(const QString& folder) {
  for (auto* row : rows_)
    if (row->parameter().group() == "models") row->setStartFolder(folder);
}

void ParameterForm::setText(const QString& key, const QString& text) {
  recipe_.set_text(key.toStdString(), text.toStdString());
  checkWhole();
}

void ParameterForm::setTraining(bool training) {
  training_ = training;
  enableRows();
}

/// A key that every phase sets for itself means nothing here, until a running run takes it as a live change.
void ParameterForm::enableRows() {
  for (auto* row : rows_) {
    const auto& phases = recipe_.phase_changes();
    const bool shadowed = !phases.empty() && std::all_of(phases.begin(), phases.end(), [&](const auto& phase) {
      return phase.values.contains(row->parameter().key);
    });
    row->setEditable(training_ ? row->parameter().live : !shadowed);
  }
}

void ParameterForm::setSearch(const QString& text) {
  search_ = text.trimmed();
  arrange();
}

void ParameterForm::setChangedOnly(bool only) {
  changedOnly_ = only;
  arrange();
}

bool ParameterForm::shown(const ParameterRow* row) const {
  return row->matches(search_) && (!changedOnly_ || row->changed() || !row->valid());
}

void ParameterForm::arrange() {
  const bool searching = !search_.isEmpty() || changedOnly_;
  int visible = 0;
  for (auto& group : groups_) {
    int here = 0;
    for (auto* row : group->rows) {
      const bool show = shown(row);
      row->widget()->setVisible(show);
      here += show;
    }
    const bool open = here > 0 && (searching || group->open);
    group->header->setVisible(here > 0);
    group->header->setIcon(lineIcon(open ? QStringLiteral("collapse") : QStringLiteral("expand")));
    group->body->setVisible(open);
    visible += here;
  }
  nothing_->setVisible(visible == 0);
}

void ParameterForm::checkWhole() {
  wholeProblems_.clear();
  QHash<QString, QString> byKey;
  for (const auto& problem : recipe_.problems()) {
    const auto text = QString::fromStdString(problem);
    wholeProblems_ << text;
    for (auto* row : rows_)
      if (text.startsWith(row->key() + ':')) byKey[row->key()] = text.mid(row->key().size() + 1).trimmed();
  }
  for (auto* row : rows_) row->setOuterProblem(byKey.value(row->key()));
  emit edited();
}

QStringList ParameterForm::problems() const {
  QStringList all;
  for (auto* row : rows_)
    if (!row->valid()) all << tr("%1: the value does not suit; see below the field.").arg(row->key());
  return all + wholeProblems_;
}

int ParameterForm::changedCount() const {
  int count = 0;
  for (auto* row : rows_) count += row->changed();
  return count;
}

ParameterRow* ParameterForm::row(const QString& key) const {
  for (auto* row : rows_)
    if (row->key() == key) return row;
  return nullptr;
}

void ParameterForm::showKey(const QString& key) {
  for (auto& group : groups_)
    for (auto* row : group->rows)
      if (row->key() == key) group->open = true;
  arrange();
  auto* found = row(key);
  if (!found) return;
  scroll_->ensureWidgetVisible(found->widget());
  found->editor()->setFocus();
}

}  // namespace vignette
