#include "models/model_picker.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "app/background.h"
#include "app/icons.h"
#include "app/theme.h"
#include "models/model_list_model.h"
#include "settings/preferences.h"

namespace vignette {
namespace {

QString titleFor(ModelKind kind) {
  switch (kind) {
    case ModelKind::clip:
      return ModelPicker::tr("Choose a CLIP");
    case ModelKind::gpt2:
      return ModelPicker::tr("Choose a language model (GPT-2)");
    case ModelKind::roberta:
      return ModelPicker::tr("Choose the critic's RoBERTa");
    default:
      return ModelPicker::tr("Choose a captioner");
  }
}

/// BLIP's image tower embeds pictures in CLIP's place.
bool suits(ModelKind found, ModelKind wanted) {
  return found == wanted || (wanted == ModelKind::clip && found == ModelKind::blip);
}

/// Commands that fetch weights of the kind.
QString commandsFor(ModelKind kind) {
  if (kind == ModelKind::captioner) return QStringLiteral("vignette-cli import coco_weights.pt --out clipcap");
  return QStringLiteral("pip install huggingface_hub\n") + QString::fromStdString(download_command(kind));
}

QString adviceFor(ModelKind kind) {
  return kind == ModelKind::captioner
             ? ModelPicker::tr(
                   "A run here makes captioners: name its checkpoint's folder. Published ones (ClipCap, "
                   "CapDec, CgtGAN, clip-gpt-captioning) are made a folder first; add it then:")
             : ModelPicker::tr(
                   "Fetch published weights in a terminal, then press Refresh; or add the folder where yours "
                   "lie:");
}

}  // namespace

ModelPicker::ModelPicker(const QString& key, Preferences* preferences, QWidget* parent)
    : QDialog(parent),
      key_(key),
      kind_(modelKindFor(key)),
      preferences_(preferences),
      model_(new ModelListModel(this)),
      shown_(new QSortFilterProxyModel(this)) {
  setObjectName(QStringLiteral("modelPicker"));
  setWindowTitle(titleFor(kind_));
  setAttribute(Qt::WA_DeleteOnClose);
  shown_->setSourceModel(model_);
  shown_->setSortRole(ModelListModel::SortRole);
  shown_->setFilterKeyColumn(-1);
  shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  auto* column = new QVBoxLayout(this);
  column->addWidget(buildHead());
  column->addWidget(buildPages(), 1);
  column->addWidget(detail_);
  column->addWidget(problem_);
  column->addWidget(buildFolders());
  column->addWidget(buildButtons());
  const QSize wanted(fontMetrics().averageCharWidth() * 165, fontMetrics().height() * 30);
  resize(wanted.boundedTo(screen()->availableSize() * 9 / 10));
  connect(this, &QDialog::finished, this, &ModelPicker::stopSearch);
  filter_->setFocus();
  search();
}

ModelPicker::~ModelPicker() {
  stopSearch();
}

QWidget* ModelPicker::buildHead() {
  filter_ = new QLineEdit;
  filter_->setObjectName(QStringLiteral("modelFilter"));
  filter_->setPlaceholderText(tr("Filter"));
  filter_->setAccessibleName(tr("Filter"));
  filter_->setClearButtonEnabled(true);
  filter_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  filter_->installEventFilter(this);
  connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
    shown_->setFilterFixedString(text.trimmed());
    if (!list_->currentIndex().isValid()) list_->setCurrentIndex(shown_->index(0, 0));
    showState();
  });
  refresh_ = new QToolButton;
  refresh_->setObjectName(QStringLiteral("modelRefresh"));
  refresh_->setShortcut(QKeySequence::Refresh);
  connect(refresh_, &QToolButton::clicked, this, [this] { cancelled_ ? stopSearch() : search(); });
  auto* head = new QWidget;
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(filter_, 1);
  row->addWidget(refresh_);
  return head;
}

QWidget* ModelPicker::buildPages() {
  list_ = new QTreeView;
  list_->setObjectName(QStringLiteral("modelList"));
  list_->setAccessibleName(tr("Weights on this machine"));
  list_->setModel(shown_);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setAllColumnsShowFocus(true);
  list_->setSortingEnabled(true);
  list_->sortByColumn(ModelListModel::Name, Qt::AscendingOrder);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->header()->setStretchLastSection(true);
  connect(list_, &QTreeView::activated, this, &ModelPicker::take);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelPicker::showCurrent);
  detail_ = new QLabel;
  detail_->setObjectName(QStringLiteral("modelDetail"));
  detail_->setProperty("role", "muted");
  detail_->setWordWrap(true);
  detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("modelProblem"));
  problem_->setProperty("role", "problem");
  problem_->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  pages_ = new QStackedWidget;
  pages_->addWidget(list_);
  pages_->addWidget(buildEmptyPage());
  return pages_;
}

QWidget* ModelPicker::buildEmptyPage() {
  empty_ = new QLabel;
  empty_->setObjectName(QStringLiteral("modelsEmpty"));
  empty_->setWordWrap(true);
  auto* advice = new QLabel(adviceFor(kind_));
  advice->setWordWrap(true);
  advice->setProperty("role", "muted");
  auto* commands = new QLabel(commandsFor(kind_));
  commands->setObjectName(QStringLiteral("modelCommands"));
  commands->setFont(fixedFont());
  commands->setWordWrap(true);
  commands->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(24, 24, 24, 24);
  column->addWidget(empty_);
  column->addSpacing(8);
  column->addWidget(advice);
  column->addWidget(commands);
  column->addStretch(1);
  return page;
}

QWidget* ModelPicker::buildFolders() {
  auto* add = new QPushButton(tr("Add folder…"));
  add->setObjectName(QStringLiteral("addModelFolder"));
  add->setAutoDefault(false);
  connect(add, &QPushButton::clicked, this, &ModelPicker::addFolder);
  folders_ = new QMenu(this);
  removeFolder_ = new QToolButton;
  removeFolder_->setObjectName(QStringLiteral("removeModelFolder"));
  removeFolder_->setText(tr("Remove folder"));
  removeFolder_->setMenu(folders_);
  removeFolder_->setPopupMode(QToolButton::InstantPopup);
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("modelState"));
  state_->setProperty("role", "muted");
  state_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* holder = new QWidget;
  auto* row = new QHBoxLayout(holder);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(add);
  row->addWidget(removeFolder_);
  row->addWidget(state_, 1);
  fillFolderMenu();
  return holder;
}

QWidget* ModelPicker::buildButtons() {
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  take_ = buttons->addButton(tr("Take"), QDialogButtonBox::AcceptRole);
  take_->setObjectName(QStringLiteral("takeModel"));
  take_->setProperty("primary", true);
  take_->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &ModelPicker::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  return buttons;
}

/// Up and down in the filter move through the list, so that the keyboard needs no Tab.
bool ModelPicker::eventFilter(QObject* watched, QEvent* event) {
  if (watched == filter_ && event->type() == QEvent::KeyPress) {
    const auto key = static_cast<QKeyEvent*>(event)->key();
    const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    const auto next = shown_->index(list_->currentIndex().row() + by, 0);
    if (by != 0 && next.isValid()) list_->setCurrentIndex(next);
    if (by != 0) return true;
  }
  return QDialog::eventFilter(watched, event);
}

void ModelPicker::search() {
  stopSearch();
  cancelled_ = std::make_shared<std::atomic<bool>>(false);
  CatalogueRequest request;
  auto folders = preferences_->modelFolders();
  if (const auto usual = preferences_->weightsFolder(); !usual.isEmpty() && QDir(usual).exists()) folders << usual;
  for (const auto& folder : folders) request.folders.emplace_back(folder.toStdString());
  inBackground(
      this,
      [request, cancelled = cancelled_] { return find_models(request, [cancelled] { return cancelled->load(); }); },
      [this, mine = cancelled_](const std::optional<Catalogue>& found, const QString& error) {
        if (mine != cancelled_) return;  // another search has begun
        cancelled_.reset();
        if (found)
          showFound(*found);
        else
          stateText_ = error;
        showState();
      });
  showState();
}

void ModelPicker::stopSearch() {
  if (cancelled_) cancelled_->store(true);
}

void ModelPicker::showFound(const Catalogue& found) {
  std::vector<CatalogueModel> fitting;
  for (const auto& one : found.models)
    if (suits(one.model.kind, kind_)) fitting.push_back(one);
  const int count = int(fitting.size());
  const auto before = list_->currentIndex().data(ModelListModel::PathRole).toString();
  model_->setModels(std::move(fitting));
  for (int row = 0; row < shown_->rowCount(); ++row)
    if (const auto index = shown_->index(row, 0); row == 0 || index.data(ModelListModel::PathRole) == before)
      list_->setCurrentIndex(index);
  for (int i = 0; i < ModelListModel::Place; ++i) list_->resizeColumnToContents(i);
  stateText_ = tr("%n found", nullptr, count) + QStringLiteral(" · ") +
               tr("%n folder(s) searched", nullptr, int(found.searched.size()));
  QStringList notes;
  for (const auto& note : found.notes) notes << QString::fromStdString(note);
  state_->setToolTip(notes.join('\n'));
  if (!notes.isEmpty()) stateText_ += QStringLiteral(" · ") + notes.first();
  empty_->setText(kind_ == ModelKind::captioner
                      ? tr("No captioner was found in your folders.")
                      : tr("No weights for %1 were found in Hugging Face's cache (%2), OpenAI's cache or your folders.")
                            .arg(key_, QString::fromStdString(hugging_face_cache().string())));
}

void ModelPicker::showState() {
  const bool searching = cancelled_ != nullptr;
  refresh_->setText(searching ? tr("Stop") : tr("Refresh"));
  refresh_->setToolTip(searching ? tr("Stop the search") : tr("Search again"));
  state_->setText(searching ? tr("Searching…") : stateText_);
  const bool none = model_->rowCount() == 0 && !searching;
  pages_->setCurrentIndex(none ? 1 : 0);
  showCurrent();
}

void ModelPicker::showCurrent() {
  const auto index = list_->currentIndex();
  const auto problem = index.data(ModelListModel::ProblemRole).toString();
  take_->setEnabled(index.isValid() && problem.isEmpty());
  detail_->setText(QDir::toNativeSeparators(index.data(ModelListModel::PathRole).toString()));
  problem_->setText(problem.isEmpty() ? QString() : tr("Cannot be taken: %1").arg(problem));
  problem_->setVisible(!problem.isEmpty());
}

void ModelPicker::take() {
  const auto index = list_->currentIndex();
  if (!index.isValid() || !index.data(ModelListModel::UsableRole).toBool()) return;
  emit chosen(index.data(ModelListModel::PathRole).toString());
  accept();
}

void ModelPicker::addFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder with weights"), preferences_->weightsFolder());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
    auto folders = preferences_->modelFolders();
    if (!folders.contains(folder)) folders << folder;
    setFolders(folders);
  });
  dialog->open();
}

void ModelPicker::fillFolderMenu() {
  folders_->clear();
  for (const auto& folder : preferences_->modelFolders())
    folders_->addAction(QDir::toNativeSeparators(folder), this, [this, folder] {
      auto folders = preferences_->modelFolders();
      folders.removeAll(folder);
      setFolders(folders);
    });
  removeFolder_->setEnabled(!folders_->isEmpty());
}

void ModelPicker::setFolders(const QStringList& folders) {
  preferences_->setModelFolders(folders);
  fillFolderMenu();
  search();
}

}  // namespace vignette
