#include <nlohmann/json.hpp>

#include "log/log.h"
#include "models/atomic_writer.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

const char* dtype_name(at::ScalarType dtype) {
  switch (dtype) {
    case at::kDouble:
      return "F64";
    case at::kFloat:
      return "F32";
    case at::kHalf:
      return "F16";
    case at::kBFloat16:
      return "BF16";
    case at::kLong:
      return "I64";
    case at::kInt:
      return "I32";
    case at::kShort:
      return "I16";
    case at::kChar:
      return "I8";
    case at::kByte:
      return "U8";
    case at::kBool:
      return "BOOL";
    default:
      return nullptr;
  }
}

using Header = nlohmann::ordered_json;

void describe(Header& header, const std::filesystem::path& file, const std::string& name, const at::Tensor& tensor,
              std::size_t& offset) {
  const char* dtype = tensor.defined() ? dtype_name(tensor.scalar_type()) : nullptr;
  if (dtype == nullptr)
    throw WeightsError(concat(file.string(), ": tensor '", name, "' has a dtype that safetensors lacks."));
  if (header.contains(name)) throw WeightsError(concat(file.string(), ": tensor '", name, "' is given twice."));
  const std::size_t end = offset + tensor.nbytes();
  header[name] = {{"dtype", dtype}, {"shape", tensor.sizes().vec()}, {"data_offsets", {offset, end}}};
  offset = end;
}

}  // namespace

void write_safetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                       const std::map<std::string, std::string>& metadata) {
  Header header = Header::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::size_t offset = 0;
  for (const auto& [name, tensor] : tensors) describe(header, file, name, tensor, offset);
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t size = text.size();
  AtomicWriter output(file);
  output.write(&size, sizeof size);
  output.write(text.data(), text.size());
  for (const auto& [name, tensor] : tensors) {
    const at::Tensor contiguous = tensor.detach().cpu().contiguous();
    output.write(contiguous.const_data_ptr(), contiguous.nbytes());
  }
  output.commit();
}

}  // namespace vignette
