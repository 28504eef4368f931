// What Vignette makes of picture files, for generators/compare_pictures.py: a request a line on stdin, an answer each.
//   stored FILE, upright FILE      "WIDTH HEIGHT BYTES", then RGB as decode_image() gives it without, with orientation
//   clip SIZE openai|huggingface FILE    the same of clip_preprocess() without normalisation: 3 planes of float32
// or "error WHY".
#include <iostream>
#include <sstream>

#include "data/image.h"

using namespace vignette;

namespace {

template <class Value>
void answer(int width, int height, const std::vector<Value>& values) {
  const std::size_t bytes = values.size() * sizeof(Value);
  std::cout << width << ' ' << height << ' ' << bytes << '\n';
  std::cout.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(bytes));
}

ClipPreprocessing without_normalisation(std::istringstream& request) {
  ClipPreprocessing options;
  std::string crop;
  request >> options.size >> crop;
  options.crop = crop == "openai" ? CropRounding::openai : CropRounding::huggingface;
  for (int channel = 0; channel < 3; ++channel) options.mean[channel] = 0, options.std[channel] = 1;
  return options;
}

void serve(const std::string& line) {
  std::istringstream request(line);
  std::string what, file;
  request >> what;
  ClipPreprocessing options;
  if (what == "clip") options = without_normalisation(request);
  std::getline(request >> std::ws, file);
  const RgbImage image = decode_image(file, what == "upright");
  if (what == "clip") return answer(options.size, options.size, clip_preprocess(image, options));
  answer(image.width, image.height, image.pixels);
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line); std::cout.flush()) try {
      serve(line);
    } catch (const std::exception& failure) {
      std::cout << "error " << failure.what() << '\n';
    }
}
