#include <string>

#include "session/training_session.h"
#include "vignette_commit.h"

namespace vignette {

std::string version() {
  return VIGNETTE_VERSION;
}

std::string commit() {
  return VIGNETTE_COMMIT;
}

}  // namespace vignette
