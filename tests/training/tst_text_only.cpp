// CapDec's parts, the choice of a paired caption, and partial freezing.

#include <QTest>

#include "problems_test.h"
#include "training/text_only_checks.h"

using namespace vignette;

class TestTextOnly : public QObject {
  Q_OBJECT

 private slots:
  void gaussian_noise() { expect_none(gaussian_noise_problems()); }
  void noise_in_a_ball() { expect_none(ball_noise_problems()); }
  void offset() { expect_none(modality_offset_problems()); }
  void target_rows() { expect_none(target_row_problems()); }
  void freezing() { expect_none(freezing_problems()); }
  void whole_captions() { expect_none(whole_caption_problems(VIGNETTE_TEST_DATA "/goldens/models/tiny/gpt2")); }
};

QTEST_GUILESS_MAIN(TestTextOnly)
#include "tst_text_only.moc"
