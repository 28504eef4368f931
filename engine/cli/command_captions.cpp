#include <limits>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/caption_files.h"

namespace vignette {
namespace {

struct CaptionsOptions {
  std::string store, order_by, text, kind, out, format = "coco";
  RunId run = 0;
  std::optional<std::int64_t> step;
  bool descending = false, json = false, beside = false, overwrite = false;
};

CaptionQuery query_of(const CaptionsOptions& given) {
  CaptionQuery query;
  query.run = given.run;
  query.step = given.step;
  query.order_by = given.order_by;
  query.text = given.text;
  query.kind = given.kind;
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

bool exports(const CaptionsOptions& given) {
  return !given.out.empty() || given.beside;
}

/// An evaluation server takes one caption an image: greedy ones of the newest step, unless others were asked for.
void run_export(const CaptionsOptions& given, ExperimentStore& store, Console& console) {
  auto query = query_of(given);
  if (query.kind.empty()) query.kind = "greedy";
  if (!query.step) query.at_or_before = std::numeric_limits<std::int64_t>::max();
  CaptionFileOptions options;
  options.format = given.beside ? CaptionFileFormat::sidecars : *caption_file_format(given.format);
  options.target = given.out;
  options.overwrite = given.overwrite;
  const auto records = store.captions(query);
  if (records.empty())
    throw InputError(concat("run ", given.run, " has no such captions; `vignette-cli captions --store ", given.store,
                            " --run ", given.run, "` prints what there is"));
  options.title = concat(stored_run(store, given.run).name, ": ", records.size(), " captions");
  write_caption_files(records, options);
  if (given.json)
    console.json({{"captions", records.size()}, {"path", given.out}});
  else
    console.print(
        concat(records.size(), " captions written ", given.beside ? "beside their pictures" : "to ", given.out));
}

void run_captions(const CaptionsOptions& given, Console& console) {
  const auto store = open_store(given.store, given.run);
  if (exports(given)) return run_export(given, *store, console);
  for (const auto& record : store->captions(query_of(given)))
    given.json ? console.json(describe(record)) : console.print(row_of(record));
}

}  // namespace

void add_captions_command(CLI::App& app, CommandContext& context) {
  auto* command =
      app.add_subcommand("captions", "Print a run's stored captions with their scores, or write them to files.");
  const auto given = std::make_shared<CaptionsOptions>();
  add_run_options(*command, given->store, given->run);
  command->add_option("--step", given->step, "Only the captions of this step");
  command->add_option("--text", given->text, "Only captions with this text in them");
  command->add_option("--kind", given->kind, "greedy or sample")->check(CLI::IsMember({"greedy", "sample"}));
  command->add_option("--order-by", given->order_by, "A score's name, image_id or caption");
  command->add_flag("--descending", given->descending, "Largest first");
  auto* out = command->add_option("--out", given->out,
                                  "Write to this file (sidecars: a new folder) instead: greedy captions of the newest "
                                  "step, if not told otherwise");
  command
      ->add_option("--format", given->format,
                   "coco (results JSON), csv, metadata (Hugging Face's metadata.jsonl), sidecars (a .txt a picture) or "
                   "html (a page with the pictures)")
      ->check(CLI::IsMember({"coco", "csv", "metadata", "sidecars", "html"}))
      ->needs(out);
  auto* beside = command->add_flag("--beside", given->beside, "Write a .txt beside each picture")->excludes(out);
  command->add_flag("--overwrite", given->overwrite, "Replace .txt files beside pictures")->needs(beside);
  command->add_flag("--json", given->json, "Print JSON, a caption a line");
  command->footer(
      "Example:\n  vignette-cli captions --store runs.sqlite --run 1 --step 500 --order-by CIDEr --descending\n"
      "  vignette-cli captions --store runs.sqlite --run 1 --out page.html --format html");
  command->callback([given, &context] { run_captions(*given, context.console); });
}

}  // namespace vignette
