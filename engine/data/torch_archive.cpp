#include "data/torch_archive.h"

#include <algorithm>
#include <array>

#include "data/pickle.h"
#include "data/safetensors_header.h"
#include "data/weights_error.h"
#include "data/zip_directory.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr int kDeepest = 32;
constexpr std::size_t kLongestName = 4096;
constexpr int kMostValues = 4'000'000;  // shared dictionaries make a tree of a small graph

/// safetensors' name of what a torch storage holds; empty for others.
std::string_view dtype_of_storage(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> known = {{{"DoubleStorage", "F64"},
                                                                                    {"FloatStorage", "F32"},
                                                                                    {"HalfStorage", "F16"},
                                                                                    {"BFloat16Storage", "BF16"},
                                                                                    {"LongStorage", "I64"},
                                                                                    {"IntStorage", "I32"},
                                                                                    {"ShortStorage", "I16"},
                                                                                    {"CharStorage", "I8"},
                                                                                    {"ByteStorage", "U8"},
                                                                                    {"BoolStorage", "BOOL"}}};
  const auto* const found =
      std::find_if(known.begin(), known.end(), [&](const auto& pair) { return pair.first == type; });
  return found == known.end() ? std::string_view() : found->second;
}

/// The dictionary of weights in a checkpoint that keeps other things beside it.
const PickleValue& weights_in(const PickleValue& root) {
  if (!root.text.empty()) return root;  // a module, whose attributes may have any name
  for (const char* key : {"state_dict", "model_state_dict", "model"}) {
    const PickleValue* nested = root.find(key);
    if (nested && nested->kind == PickleKind::dictionary && !nested->items.empty()) return weights_in(*nested);
  }
  return root;
}

class Archive {
 public:
  explicit Archive(const MappedWeights& file) : file_(file), entries_(read_zip_directory(file.bytes(), file.name())) {}

  TorchArchive read() {
    if (entries_.contains("model.json"))
      throw WeightsError(
          concat(file_.name(),
                 ": was written by torch.jit.save of torch 1.1 or older, which is not read. Convert it: python -c "
                 "\"import torch; torch.save(torch.jit.load('",
                 file_.name(), "', map_location='cpu').state_dict(), '", file_.name(), ".pt')\""));
    const auto byte_order = entries_.find("byteorder");
    if (byte_order != entries_.end() && byte_order->second.data != "little") fail("byteorder: expected 'little'");
    TorchArchive archive;
    try {
      const auto root = read_pickle(entry("data.pkl").data, file_.name() + ": data.pkl");
      archive.scripted = root->text.starts_with("__torch__");
      collect(weights_in(*root), "", 0, archive.weights);
    } catch (const PickleError& error) {
      throw WeightsError(concat(error.what(), " Expected a state_dict; save that with torch.save."));
    }
    return archive;
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw WeightsError(concat(file_.name(), ": ", problem, ". Save the model's state_dict again with torch.save."));
  }

  /// An entry that is not packed: torch packs the code of modules only.
  const ZipEntry& entry(const std::string& name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) fail("entry '" + name + "' is missing");
    if (found->second.packed) fail("the archive is compressed; expected one that torch.save wrote");
    return found->second;
  }

  void collect(const PickleValue& value, const std::string& name, int depth, std::map<std::string, StoredWeight>& all) {
    if (depth > kDeepest || ++values_ > kMostValues || name.size() > kLongestName)
      fail("dictionaries are nested too deep");
    if (value.kind == PickleKind::tensor) {
      all.insert_or_assign(name, tensor(*value.tensor, name));
    } else if (value.kind == PickleKind::dictionary) {
      for (const auto& [key, item] : value.items)
        collect(*item, name.empty() ? key : concat(name, ".", key), depth + 1, all);
    } else if (name.empty()) {
      fail("expected a dictionary of tensors");
    }
  }

  StoredWeight tensor(const PickledTensor& tensor, const std::string& name) const {
    const ZipEntry& storage = entry("data/" + tensor.storage);
    const auto dtype = dtype_of_storage(tensor.storage_type);
    if (dtype.empty()) fail(concat("tensor '", name, "': storage type ", tensor.storage_type, " is not supported"));
    const std::uint64_t width = *dtype_width(dtype);
    const auto reached = elements_reached(tensor);
    if (!reached) fail(concat("tensor '", name, "' has a bad shape"));
    if (*reached > storage.size / width) fail(concat("tensor '", name, "' reaches beyond its storage"));
    const auto first = static_cast<std::uint64_t>(storage.data.data() - file_.data());
    StoredWeight weight;
    weight.dtype = dtype;
    weight.shape = tensor.sizes;
    weight.strides = tensor.strides;
    weight.begin = first + static_cast<std::uint64_t>(tensor.offset) * width;
    weight.end = first + *reached * width;
    return weight;
  }

  const MappedWeights& file_;
  std::map<std::string, ZipEntry> entries_;
  int values_ = 0;
};

}  // namespace

TorchArchive read_torch_archive(const MappedWeights& file) {
  try {
    return Archive(file).read();
  } catch (const ArchiveError& error) {
    throw WeightsError(error.what());
  }
}

}  // namespace vignette
