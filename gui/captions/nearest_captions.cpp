#include "captions/nearest_captions.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "app/background.h"
#include "app/store_access.h"
#include "metrics/caption_corpus.h"
#include "session/image_splits.h"
#include "session/stored_recipe.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr std::size_t kNearest = 20;
}

struct NearestCaptions::Corpus {
  RunId run;
  std::vector<std::string> captions;
  CaptionCorpus index;

  Corpus(RunId of, std::vector<std::string> texts) : run(of), captions(std::move(texts)), index(captions) {}
};

NearestCaptions::NearestCaptions(StoreAccess* store, QWidget* parent) : QWidget(parent), store_(store) {
  told_ = new QLabel;
  told_->setObjectName(QStringLiteral("nearestTold"));
  told_->setProperty("role", "muted");
  told_->setWordWrap(true);
  list_ = new QTreeWidget;
  list_->setObjectName(QStringLiteral("nearestCaptions"));
  list_->setAccessibleName(tr("Nearest captions of the corpus"));
  list_->setHeaderLabels({tr("Similarity"), tr("Caption of the corpus")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setToolTip(
      tr("Twice the longest run of words that both captions have in the same order, over the words of "
         "both: 100 % is the same caption. Words are compared, not CLIP embeddings: the corpus has none "
         "stored."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 6, 4, 0);
  layout->addWidget(told_);
  layout->addWidget(list_, 1);
}

void NearestCaptions::showCaption(RunId run, const QString& caption) {
  if (run == run_ && caption == caption_) return;
  run_ = run;
  caption_ = caption;
  if (isVisible()) look();
}

void NearestCaptions::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  look();
}

void NearestCaptions::look() {
  if (run_ == 0 || caption_.isEmpty() || looked_ == caption_) return;
  looked_ = caption_;
  list_->clear();
  told_->setText(tr("Looking through the corpus…"));
  inBackground(
      this,
      [store = store_->file(), run = run_, caption = caption_.toStdString(), known = corpus_] {
        Found found{known, {}, false};
        if (!known || known->run != run) {
          ExperimentStore open(store, ExperimentStore::Mode::read_only);
          const auto record = open.run(run);
          if (!record) throw std::runtime_error(tr("The run is gone.").toStdString());
          found.corpus = std::make_shared<const Corpus>(run, corpus_of_recipe(stored_recipe(*record)));
        }
        for (const auto& one : found.corpus->index.nearest(caption, kNearest))
          found.nearest.emplace_back(QString::fromStdString(found.corpus->captions[one.index]), one.similarity);
        found.contained = found.corpus->index.contains(caption);
        return found;
      },
      [this, serial = ++serial_](const std::optional<Found>& found, const QString& problem) {
        if (serial != serial_) return;
        if (!found) {
          looked_.clear();
          return told_->setText(tr("The run's corpus cannot be read. %1").arg(problem));
        }
        corpus_ = found->corpus;
        show(*found);
      });
}

void NearestCaptions::show(const Found& found) {
  const auto size = QLocale().toString(static_cast<qlonglong>(found.corpus->captions.size()));
  told_->setText(found.contained ? tr("The corpus of %1 captions holds this one, word for word.").arg(size)
                                 : tr("Not in the corpus of %1 captions. Nearest by their words:").arg(size));
  for (const auto& [caption, similarity] : found.nearest) {
    auto* item =
        new QTreeWidgetItem(list_, {tr("%1 %", "percent").arg(QLocale().toString(100 * similarity, 'f', 0)), caption});
    item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(1, caption);
  }
  list_->resizeColumnToContents(0);
}

}  // namespace vignette
