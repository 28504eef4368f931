#include "store/run_purge.h"

#include "store/caption_table.h"
#include "store/curve_table.h"

namespace vignette {
namespace {

/// Rows of one slice of a large delete: well under 50 ms on a slow disk.
constexpr std::int64_t rows_per_slice = 250;

template <class Table>
void remove_all(Database& database, Table table, RunId run) {
  bool more = true;
  while (more) database.write([&] { more = table.remove_some(run, rows_per_slice); });
}

}  // namespace

void purge_run(Database& database, RunId run) {
  remove_all(database, CaptionTable(database), run);
  remove_all(database, CurveTable(database), run);
  database.write([&] {
    for (const auto* table : {"run_tag", "run_provenance", "run_best", "run_owner", "run_phase", "checkpoint",
                              "run_mark", "run_clock", "parameter_change", "command", "answer"})
      database.run("DELETE FROM " + std::string(table) + " WHERE run = ?", run);
    database.run("DELETE FROM caption_rating WHERE run_a = ? OR run_b = ?", run, run);
    database.run("UPDATE run SET parent = NULL WHERE parent = ?", run);
    database.run("DELETE FROM run WHERE id = ?", run);
  });
}

}  // namespace vignette
