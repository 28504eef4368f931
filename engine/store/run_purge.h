#pragma once
// Removes a run and all that belongs to it for good. Internal to the store.

#include "store/database.h"
#include "store/records.h"

namespace vignette {

/// In transactions well under 50 ms each, the run's own row last: what is interrupted can be done again. Files stay.
void purge_run(Database& database, RunId run);

}  // namespace vignette
