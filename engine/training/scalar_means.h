#pragma once
// Figures of a step, averaged over its micro batches.

#include <string>
#include <vector>

#include "store/records.h"
#include "training/adversarial_step.h"
#include "training/distributed.h"

namespace vignette {

class ScalarMeans {
 public:
  /// With a group the figures are those of all processes' parts together.
  explicit ScalarMeans(ProcessGroup* group = nullptr) : group_(group) {}

  /// How much what is added from here on counts: the weight of this process's part of a batch.
  void weigh(double weight) { weight_ = weight; }
  void add(const std::string& name, double value);
  /// Sums instead of averaging (seconds).
  void add_to_sum(const std::string& name, double value);
  /// In the order in which the names came first. All processes of a group call it together, with the same names.
  Scalars scalars() const;

 private:
  struct Entry {
    std::string name;
    double sum = 0, weight = 0;
    bool total = false;
  };
  Entry& entry(const std::string& name);
  std::vector<Entry> entries_;
  ProcessGroup* group_;
  double weight_ = 1;
};

/// The series of cli.md from one micro batch, `captions` its samples; those of the critic only `with_critic`.
void add_figures(ScalarMeans& means, const AdversarialFigures& figures, const CaptionFigures& captions,
                 bool with_critic, double reward_weight, double sampling_seconds);

}  // namespace vignette
