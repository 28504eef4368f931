// Embeddings that other programs made (.npy, .npz, .safetensors, .pt, .pkl), and the captions in pickles.
#include "data/ready_embeddings.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(embeddings) {
  static const ScratchFolder folder;
  const auto file = folder.write("train.pkl", text_of(bytes));
  try {
    const auto table = read_embedding_table(file);
    require(table.count >= 0 && table.width > 0, "a table has a size that cannot be");
    double sum = 0;
    for (std::int64_t i = 0; i < table.count * table.width; ++i) sum += static_cast<double>(table.rows.get()[i]);
    require(table.ids.empty() || static_cast<std::int64_t>(table.ids.size()) == table.count, "ids are missing");
  } catch (const DatasetError& error) {
    require(std::string_view(error.what()).find("train.pkl") != std::string_view::npos,
            "an error does not name its file");
  }
  open_as_dataset("train.pkl", bytes);
}
