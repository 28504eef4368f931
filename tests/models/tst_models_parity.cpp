// Models against figures printed by the original code, in every case directory.

#include <QTest>

#include "models/every_golden_case.h"
#include "models/models_parity.h"

using namespace vignette;

class TestModelsParity : public QObject {
  Q_OBJECT

 private slots:
  void gpt2() { in_every_case("gpt2.json", gpt2_problems); }
  void roberta() { in_every_case("roberta.json", roberta_problems); }
  void discriminator() { in_every_case("cgtgan.json", discriminator_problems); }
  void clip_images() { in_every_case("clip.json", clip_image_problems); }
  void clip_texts() { in_every_case("clip.json", clip_text_problems); }
  void likelihood_mlp() {
    in_every_case("clipcap.json", [](const auto& directory) { return likelihood_problems(directory, "mlp"); });
  }
  void likelihood_transformer() {
    in_every_case("clipcap.json", [](const auto& directory) { return likelihood_problems(directory, "transformer"); });
  }
  void sampled_log_probabilities() { in_every_case("cgtgan.json", sampled_log_probability_problems); }
};

QTEST_GUILESS_MAIN(TestModelsParity)
#include "tst_models_parity.moc"
