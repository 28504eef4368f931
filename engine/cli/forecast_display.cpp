#include "cli/forecast_display.h"

#include <cstdio>

#include "log/log.h"

namespace vignette {
namespace {

Json text_json(const TextStatistics& text) {
  return {{"captions", text.captions},
          {"distinct", text.distinct},
          {"mean_length", text.mean_length},
          {"longest", text.longest},
          {"vocabulary", text.vocabulary}};
}

std::string text_line(const TextStatistics& text) {
  return concat(text.captions, " captions (", text.distinct, " distinct), ", short_number(text.mean_length),
                " words on average, ", text.longest, " at most, vocabulary ", text.vocabulary);
}

std::string percent(double part) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f%%", part * 100);
  return text;
}

std::string bytes_text(std::int64_t bytes) {
  char text[32];
  if (bytes < 1'000'000'000)
    std::snprintf(text, sizeof text, "%.1f MB", double(bytes) / 1e6);
  else
    std::snprintf(text, sizeof text, "%.1f GB", double(bytes) / 1e9);
  return text;
}

}  // namespace

Json forecast_json(const RunForecast& forecast) {
  Json images = Json::object();
  for (const auto& [name, count] : forecast.images) images[name] = count;
  return {
      {"images", images},
      {"references", text_json(forecast.references)},
      {"corpus", text_json(forecast.corpus)},
      {"corpus_holds", {{"train", forecast.in_training}, {"val", forecast.in_validation}, {"test", forecast.in_test}}},
      {"words_known", forecast.words_known},
      {"steps", forecast.steps},
      {"store_bytes", forecast.store_bytes()},
      {"checkpoint_bytes", forecast.checkpoint_bytes},
      {"memory_bytes", forecast.memory_bytes}};
}

void print_forecast(Console& console, const RunForecast& forecast) {
  std::string images = "images:     ";
  for (const auto& [name, count] : forecast.images) images += concat(' ', name, ' ', count);
  console.print(images);
  console.print(concat("references:  ", text_line(forecast.references)));
  console.print(
      concat("corpus:      ", text_line(forecast.corpus), forecast.own_corpus ? "" : " (the training captions)"));
  console.print(concat("corpus holds ", percent(forecast.in_training), " of the training references, ",
                       percent(forecast.in_validation), " of validation, ", percent(forecast.in_test), " of test; ",
                       percent(forecast.words_known), " of the words of validation and test"));
  console.print(concat("steps:       ", forecast.steps));
  console.print(concat("memory:      up to ", bytes_text(forecast.memory_bytes)));
  console.print(concat("store:       about ", bytes_text(forecast.store_bytes()), " (curves ",
                       bytes_text(forecast.curve_bytes), ", captions ", bytes_text(forecast.caption_bytes), ")"));
  console.print(concat("checkpoints: up to ", bytes_text(forecast.checkpoint_bytes)));
}

}  // namespace vignette
