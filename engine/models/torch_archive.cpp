#include "models/torch_archive.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <array>
#include <cstring>
#include <fstream>

#include "data/pickle.h"
#include "data/zip_directory.h"
#include "log/log.h"
#include "models/mapped_weights.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

constexpr int deepest = 4;

class Archive {
 public:
  explicit Archive(const std::filesystem::path& file)
      : file_(std::make_shared<const MappedWeights>(file, 22)),
        entries_(read_zip_directory({file_->data(), file_->size()}, file_->name())) {
    for (const auto& [name, entry] : entries_)
      if (entry.packed) fail("the archive is compressed; expected one that torch.save wrote");
  }

  std::map<std::string, at::Tensor> tensors() const {
    const auto byte_order = entries_.find("byteorder");
    if (byte_order != entries_.end() && byte_order->second.data != "little") fail("byteorder: expected 'little'");
    const ZipEntry& pickle = entry("data.pkl");
    std::map<std::string, at::Tensor> all;
    try {
      const auto root = read_pickle(pickle.data, file_->name() + ": data.pkl");
      collect(*root, "", 0, all);
    } catch (const PickleError& error) {
      throw WeightsError(concat(error.what(), " Expected a state_dict; save that with torch.save."));
    }
    return all;
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw WeightsError(concat(file_->name(), ": ", problem, ". Save the model's state_dict again with torch.save."));
  }

  const ZipEntry& entry(const std::string& name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) fail("entry '" + name + "' is missing");
    return found->second;
  }

  void collect(const PickleValue& value, const std::string& name, int depth,
               std::map<std::string, at::Tensor>& all) const {
    if (depth > deepest) fail("dictionaries are nested too deep");
    if (value.kind == PickleKind::tensor) {
      all.insert_or_assign(name, tensor(value, name));
    } else if (value.kind == PickleKind::dictionary) {
      for (const auto& [key, item] : value.items)
        collect(*item, name.empty() ? key : concat(name, ".", key), depth + 1, all);
    } else if (name.empty()) {
      fail("expected a dictionary of tensors");
    }
  }

  at::Tensor tensor(const PickleValue& value, const std::string& name) const {
    const PickledTensor& description = *value.tensor;
    const ZipEntry& storage = entry("data/" + description.storage);
    const auto dtype = storage_dtype(description.storage_type);
    if (dtype == at::ScalarType::Undefined)
      fail(concat("tensor '", name, "': storage type ", description.storage_type, " is not supported"));
    const std::uint64_t width = at::elementSize(dtype), available = storage.size / width;
    const auto reached = elements_reached(description);
    if (!reached) fail(concat("tensor '", name, "' has a bad shape"));
    if (*reached > available) fail(concat("tensor '", name, "' reaches beyond its storage"));
    const auto options = at::TensorOptions().dtype(dtype);
    char* storage_data = file_->data() + (storage.data.data() - file_->data());  // not const: a private mapping
    char* data = storage_data + static_cast<std::uint64_t>(description.offset) * width;
    if (reinterpret_cast<std::uintptr_t>(data) % width == 0)
      return at::from_blob(
          data, description.sizes, description.strides, [keep = file_](void*) {}, options);
    at::Tensor copy = at::empty({static_cast<std::int64_t>(available)}, options);
    std::memcpy(copy.mutable_data_ptr(), storage_data, available * width);
    return copy.as_strided(description.sizes, description.strides, description.offset);
  }

  static at::ScalarType storage_dtype(const std::string& type) {
    static const std::map<std::string, at::ScalarType> known = {
        {"DoubleStorage", at::kDouble},     {"FloatStorage", at::kFloat}, {"HalfStorage", at::kHalf},
        {"BFloat16Storage", at::kBFloat16}, {"LongStorage", at::kLong},   {"IntStorage", at::kInt},
        {"ShortStorage", at::kShort},       {"CharStorage", at::kChar},   {"ByteStorage", at::kByte},
        {"BoolStorage", at::kBool}};
    const auto found = known.find(type);
    return found == known.end() ? at::ScalarType::Undefined : found->second;
  }

  std::shared_ptr<const MappedWeights> file_;
  std::map<std::string, ZipEntry> entries_;
};

}  // namespace

bool is_torch_archive(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  std::array<char, 4> magic{};
  return input.read(magic.data(), 4) && std::memcmp(magic.data(), "PK\3\4", 4) == 0;
}

std::map<std::string, at::Tensor> read_torch_archive(const std::filesystem::path& file) {
  try {
    return Archive(file).tensors();
  } catch (const ArchiveError& error) {
    throw WeightsError(error.what());
  }
}

}  // namespace vignette
