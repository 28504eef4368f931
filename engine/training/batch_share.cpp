#include "training/batch_share.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "training/distributed.h"

namespace vignette {

double BatchShare::total(double own) const {
  if (!group) return own;
  std::vector<double> sum = {own};
  group->sum(sum);
  return sum.front();
}

double BatchShare::weight_of(double amount) const {
  if (!group) return 1;
  const double own = weight > 0 ? amount : 0;
  return own / total(own);
}

std::vector<std::string> BatchShare::whole_texts(const std::vector<std::string>& own) const {
  if (!group) return own;
  const nlohmann::json part = weight > 0 ? own : std::vector<std::string>();
  std::vector<std::string> all;
  for (const auto& text : group->gather(part.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)))
    for (const auto& entry : nlohmann::json::parse(text)) all.push_back(entry.get<std::string>());
  return all;
}

BatchShare share_of(std::int64_t items, int rank, int size) {
  BatchShare share;
  share.first = items * rank / size;
  share.count = items * (rank + 1) / size - share.first;
  share.weight = double(share.count) / double(items);
  if (share.count == 0) share = {0, 1, 0};
  return share;
}

}  // namespace vignette
