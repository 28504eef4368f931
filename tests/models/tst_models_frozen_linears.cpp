// Frozen weights laid out for oneDNN give the products that they must, and follow what happens to them.

#include <QTest>

#include "models/frozen_linears_checks.h"
#include "problems_test.h"

using namespace vignette;

class TestModelsFrozenLinears : public QObject {
  Q_OBJECT

 private slots:
  void products_are_those_of_the_weights() { expect_none(packed_product_problems()); }
  void a_changed_weight_is_not_computed_with_as_it_was() { expect_none(changed_weight_problems()); }
  void gradients_reach_packed_weights() { expect_none(gradient_problems()); }
};

QTEST_GUILESS_MAIN(TestModelsFrozenLinears)
#include "tst_models_frozen_linears.moc"
