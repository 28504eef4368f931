#pragma once
// CLIPScore and RefCLIPScore (Hessel et al. 2021, arXiv 2104.08718, equations 1 and 2, as their program computes them).

namespace vignette {

/// What stands before a caption when CLIP encodes it; captions longer than 77 tokens are cut.
inline constexpr const char* kClipScorePrompt = "A photo depicts ";

/// 2.5 · max(cos(image, caption), 0).
double clip_score(double image_cosine);

/// The harmonic mean of a CLIPScore and the largest cosine of the caption with a reference (negative ones count as 0);
/// 0 when both are 0.
double ref_clip_score(double clip_score, double best_reference_cosine);

}  // namespace vignette
