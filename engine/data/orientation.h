#pragma once
// Which way up a picture was taken. Internal to the data layer.

#include <cstdint>
#include <span>

#include "data/image.h"
#include "data/image_header.h"

namespace vignette {

/// EXIF's orientation, 1 to 8, from JPEG's APP1, PNG's eXIf or WebP's EXIF; where EXIF names none, from XMP
/// (tiff:Orientation), as Pillow's exif_transpose looks for it. 1 where nothing valid is told.
int orientation_of(ImageFormat format, std::span<const std::uint8_t> bytes);

/// The picture as it is to be seen: turned and mirrored as `orientation` (1 to 8) asks.
RgbImage upright(RgbImage image, int orientation);

}  // namespace vignette
