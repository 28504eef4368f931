// COCO's captions. What the reader takes from its window is what a parser of the whole file finds.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/dataset.h"
#include "data/image_root.h"
#include "data/utf8.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

using Json = nlohmann::ordered_json;
using Captions = std::map<std::int64_t, std::vector<std::string>>;

std::optional<std::int64_t> whole_number(const Json& element, const char* key) {
  const auto found = element.is_object() ? element.find(key) : element.end();
  if (!element.is_object() || found == element.end() || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  return found->get<std::int64_t>();
}

const std::string* text(const Json& element, const char* key) {
  const auto found = element.find(key);
  return found != element.end() && found->is_string() ? &found->get_ref<const std::string&>() : nullptr;
}

Captions captions_in(const Json& tree) {
  Captions captions;
  std::map<std::int64_t, bool> allowed;
  for (const auto& image : tree["images"])
    if (const auto id = whole_number(image, "id"); id && text(image, "file_name"))
      allowed.emplace(*id, ImageRoot::refusal_of(*text(image, "file_name")).empty());
  for (const auto& [id, is_allowed] : allowed)
    if (is_allowed) captions[id] = {};
  for (const auto& annotation : tree["annotations"]) {
    const auto id = whole_number(annotation, "image_id");
    if (!id || !text(annotation, "caption") || !captions.contains(*id)) continue;
    const auto words = trimmed(*text(annotation, "caption"));
    if (!words.empty()) captions[*id].emplace_back(words);
  }
  return captions;
}

/// Far from the 1,024 levels that simdjson reads.
bool is_flat(std::string_view bytes) {
  return std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '[' || c == '{'; }) < 500;
}

/// The tree is written anew, so that no key stands twice.
void compare_with_tree(std::string_view bytes) {
  const Json tree = Json::parse(bytes, nullptr, false);
  if (!tree.is_object() || !tree.contains("images") || !tree.contains("annotations") || !is_flat(bytes)) return;
  if (!tree["images"].is_array() || !tree["annotations"].is_array()) return;
  static const ScratchFolder folder;
  OpenDatasetOptions options;
  options.check_files = false;
  const Dataset dataset = open_dataset(folder.write("tree.json", tree.dump()), options);
  if (dataset.kind != DatasetKind::coco_captions) return;
  Captions read;
  for (const auto& image : dataset.images) read[image.id] = image.captions;
  require(read == captions_in(tree), "the window gives other captions than the whole file");
}

}  // namespace

VIGNETTE_FUZZ_TARGET(dataset_coco) {
  open_as_dataset("captions_val2014.json", bytes);
  compare_with_tree(text_of(bytes));
}
