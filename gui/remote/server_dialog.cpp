#include "remote/server_dialog.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vignette {

ServerDialog::ServerDialog(const QStringList& recent, QWidget* parent)
    : QDialog(parent), address_(new QLineEdit), program_(new QLineEdit), problem_(new QLabel) {
  setObjectName(QStringLiteral("serverDialog"));
  setWindowTitle(tr("Open a store on a server"));
  setAttribute(Qt::WA_DeleteOnClose);
  address_->setObjectName(QStringLiteral("serverAddress"));
  address_->setPlaceholderText(QStringLiteral("ssh://user@host/path/runs.vignette"));
  address_->setText(recent.value(0));
  address_->selectAll();
  auto* completer = new QCompleter(recent, address_);
  completer->setFilterMode(Qt::MatchContains);
  address_->setCompleter(completer);
  program_->setObjectName(QStringLiteral("serverProgram"));
  program_->setPlaceholderText(tr("vignette-cli, as the server's PATH finds it"));
  problem_->setObjectName(QStringLiteral("serverProblem"));
  problem_->setWordWrap(true);
  problem_->setProperty("role", "muted");
  auto* hint = new QLabel(tr(
      "Vignette connects with this machine's ssh and its configuration (keys, ~/.ssh/config) and starts vignette-cli "
      "there. Nothing on the server is changed but what you command and edit."));
  hint->setWordWrap(true);
  hint->setProperty("role", "muted");
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel);
  open_ = buttons->button(QDialogButtonBox::Open);
  auto* form = new QFormLayout;
  form->addRow(tr("&Address"), address_);
  form->addRow(QString(), problem_);
  form->addRow(tr("&Program there"), program_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(hint);
  column->addLayout(form);
  column->addStretch(1);
  column->addWidget(buttons);
  setMinimumWidth(fontMetrics().averageCharWidth() * 80);
  connect(address_, &QLineEdit::textChanged, this, &ServerDialog::check);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    auto address = ServerAddress::parse(address_->text());
    if (!address) return;
    address->program = program_->text().trimmed();
    emit chosen(*address);
    accept();
  });
  check();
}

void ServerDialog::check() {
  QString problem;
  const bool good = ServerAddress::parse(address_->text(), &problem).has_value();
  problem_->setText(good || address_->text().trimmed().isEmpty() ? QString() : problem);
  open_->setEnabled(good);
}

CopyRunDialog::CopyRunDialog(const QString& run, const QString& target, QWidget* parent)
    : QDialog(parent), target_(new QLineEdit(target)), checkpoints_(new QCheckBox(tr("With its &checkpoints"))) {
  setObjectName(QStringLiteral("copyRunDialog"));
  setWindowTitle(tr("Copy run from the server"));
  setAttribute(Qt::WA_DeleteOnClose);
  target_->setObjectName(QStringLiteral("copyTarget"));
  checkpoints_->setObjectName(QStringLiteral("copyCheckpoints"));
  checkpoints_->setToolTip(tr("Needed to go on with the run or to branch off it here. They can be large."));
  auto* browse = new QPushButton(tr("&Browse…"));
  auto* row = new QHBoxLayout;
  row->addWidget(target_, 1);
  row->addWidget(browse);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  copy_ = buttons->addButton(tr("Copy"), QDialogButtonBox::AcceptRole);
  copy_->setObjectName(QStringLiteral("copyStart"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(new QLabel(tr("Copies “%1” with its curves, captions and notes into this store:").arg(run)));
  column->addLayout(row);
  column->addWidget(checkpoints_);
  column->addStretch(1);
  column->addWidget(buttons);
  setMinimumWidth(fontMetrics().averageCharWidth() * 76);
  const auto allow = [this] { copy_->setEnabled(!target_->text().trimmed().isEmpty()); };
  connect(target_, &QLineEdit::textChanged, this, allow);
  allow();
  connect(browse, &QPushButton::clicked, this, &CopyRunDialog::choose);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    emit chosen(QFileInfo(target_->text().trimmed()).absoluteFilePath(), checkpoints_->isChecked());
    accept();
  });
}

void CopyRunDialog::choose() {
  auto* dialog = new QFileDialog(this, tr("Store to copy into"), target_->text(),
                                 tr("Stores (*.vignette *.sqlite *.db);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setOption(QFileDialog::DontConfirmOverwrite);
  dialog->setDefaultSuffix(QStringLiteral("vignette"));
  connect(dialog, &QFileDialog::fileSelected, target_, &QLineEdit::setText);
  dialog->open();
}

}  // namespace vignette
