#include "models/torch_archive.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <array>
#include <cstring>
#include <fstream>

#include "log/log.h"
#include "models/pickle.h"
#include "models/safetensors.h"
#include "models/zip_directory.h"

namespace vignette {
namespace {

constexpr int deepest = 4;

class Archive {
 public:
  explicit Archive(const std::filesystem::path& file)
      : file_(std::make_shared<const MappedWeights>(file, 22)), entries_(read_zip_directory(*file_)) {}

  std::map<std::string, at::Tensor> tensors() const {
    const auto byte_order = entries_.find("byteorder");
    if (byte_order != entries_.end() && std::string_view(byte_order->second.data, byte_order->second.size) != "little")
      fail("byteorder: expected 'little'");
    const ZipEntry& pickle = entry("data.pkl");
    PickleValuePtr root = read_pickle({pickle.data, static_cast<std::size_t>(pickle.size)}, file_->name());
    std::map<std::string, at::Tensor> all;
    collect(*root, "", 0, all);
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
    const PickledTensor& description = value.tensor;
    const ZipEntry& storage = entry("data/" + description.storage);
    const auto dtype = storage_dtype(description.storage_type);
    if (dtype == at::ScalarType::Undefined)
      fail(concat("tensor '", name, "': storage type ", description.storage_type, " is not supported"));
    const std::uint64_t width = at::elementSize(dtype), available = storage.size / width;
    if (elements_reached(description, name) > available) fail(concat("tensor '", name, "' reaches beyond its storage"));
    const auto options = at::TensorOptions().dtype(dtype);
    char* data = storage.data + static_cast<std::uint64_t>(description.offset) * width;
    if (reinterpret_cast<std::uintptr_t>(data) % width == 0)
      return at::from_blob(
          data, description.sizes, description.strides, [keep = file_](void*) {}, options);
    at::Tensor copy = at::empty({static_cast<std::int64_t>(available)}, options);
    std::memcpy(copy.mutable_data_ptr(), storage.data, available * width);
    return copy.as_strided(description.sizes, description.strides, description.offset);
  }

  /// One past the last element of the storage that the tensor touches.
  std::uint64_t elements_reached(const PickledTensor& description, const std::string& name) const {
    constexpr std::int64_t bound = std::int64_t{1} << 40;
    std::int64_t last = description.offset;
    bool valid = description.sizes.size() == description.strides.size() && last >= 0 && last < bound, empty = false;
    for (std::size_t i = 0; valid && i < description.sizes.size(); ++i) {
      const std::int64_t size = description.sizes[i], stride = description.strides[i];
      valid = size >= 0 && stride >= 0 && size < bound && (size <= 1 || stride <= bound / size);
      empty = empty || size == 0;
      if (valid && size > 1) last += (size - 1) * stride;
    }
    if (!valid) fail(concat("tensor '", name, "' has a bad shape"));
    return static_cast<std::uint64_t>(empty ? description.offset : last + 1);
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
  return Archive(file).tensors();
}

}  // namespace vignette
