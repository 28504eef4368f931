#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"

namespace vignette {
namespace {

struct CaptionsOptions {
  std::string store, order_by, text;
  RunId run = 0;
  std::optional<std::int64_t> step;
  bool descending = false, json = false;
};

CaptionQuery query_of(const CaptionsOptions& given) {
  CaptionQuery query;
  query.run = given.run;
  query.step = given.step;
  query.order_by = given.order_by;
  query.text = given.text;
  query.descending = given.descending;
  return query;
}

Json describe(const CaptionRecord& record) {
  return {{"step", record.step},       {"image_id", record.image_id},   {"kind", record.kind},
          {"caption", record.caption}, {"scores", Json(record.scores)}, {"sample", record.sample_index},
          {"image", record.image_path}};
}

std::string row_of(const CaptionRecord& record) {
  std::string scores;
  for (const auto& [name, value] : record.scores) scores += concat(" ", name, " ", short_number(value));
  return concat("step ", record.step, "  image ", record.image_id, "  ", record.kind, "  ", record.caption, "\n   ",
                scores);
}

void run_captions(const CaptionsOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  for (const auto& record : store->captions(query_of(given)))
    given.json ? console.json(describe(record)) : console.print(row_of(record));
}

}  // namespace

void add_captions_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("captions", "Print a run's stored captions with their scores.");
  const auto given = std::make_shared<CaptionsOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_option("--step", given->step, "Only the captions of this step");
  command->add_option("--text", given->text, "Only captions with this text in them");
  command->add_option("--order-by", given->order_by, "A score's name, image_id or caption");
  command->add_flag("--descending", given->descending, "Largest first");
  command->add_flag("--json", given->json, "Print JSON, a caption a line");
  command->footer(
      "Example:\n  vignette-cli captions --store runs.sqlite --run 1 --step 500 --order-by CIDEr --descending");
  command->callback([given, &context] { run_captions(*given, context.console); });
}

}  // namespace vignette
