#pragma once
// The tables of an experiment store, as a list of migrations.

#include <span>

#include "store/database.h"

namespace vignette {

/// Entry i takes a file from schema version i to i + 1. Entries are only ever added.
std::span<const char* const> store_migrations();

/// Brings the file to the newest version, each step in a transaction of its own. Throws StoreError: the file is newer
/// than this program, is another program's, or (read_only) is older and may not be changed.
void migrate(Database& database, std::span<const char* const> migrations, bool read_only);

/// The file is an experiment store of an older version of Vignette. Throws StoreError.
bool is_older_store(Database& database);

}  // namespace vignette
