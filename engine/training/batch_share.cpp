#include "training/batch_share.h"

#include <algorithm>
#include <iterator>
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
  std::vector<std::string> all;
  for (auto& part : gather_texts(*group, weight > 0 ? own : std::vector<std::string>()))
    std::move(part.begin(), part.end(), std::back_inserter(all));
  return all;
}

std::vector<std::vector<std::string>> gather_texts(ProcessGroup& group, const std::vector<std::string>& own) {
  std::vector<std::vector<std::string>> parts;
  for (const auto& text :
       group.gather(nlohmann::json(own).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)))
    parts.push_back(nlohmann::json::parse(text));
  return parts;
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
