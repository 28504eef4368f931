#pragma once
// Figures of a step, averaged over its micro batches.

#include <string>
#include <vector>

#include "store/records.h"
#include "training/adversarial_step.h"

namespace vignette {

class ScalarMeans {
 public:
  void add(const std::string& name, double value);
  /// Sums instead of averaging (seconds).
  void add_to_sum(const std::string& name, double value);
  Scalars scalars() const;  ///< in the order in which the names came first

 private:
  struct Entry {
    std::string name;
    double sum = 0;
    std::int64_t count = 0;
    bool total = false;
  };
  Entry& entry(const std::string& name);
  std::vector<Entry> entries_;
};

/// The series of cli.md from one micro batch; those of the critic only `with_critic`.
void add_figures(ScalarMeans& means, const AdversarialFigures& figures, const CaptionBatch& samples, bool with_critic,
                 double reward_weight, double sampling_seconds);

}  // namespace vignette
