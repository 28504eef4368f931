// Image encoders by their published names against what the original code computes: OpenAI's CLIP with ViT and ResNet,
// Hugging Face's with gelu, BLIP's image tower.

#include <QTest>

#include "models/encoders_checks.h"
#include "problems_test.h"

using namespace vignette;

class TestModelsEncoders : public QObject {
  Q_OBJECT

 private:
  FreshFolders fresh;

  static void expect_parts(const std::string& message, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
      QVERIFY2(message.find(part) != std::string::npos, (message + " lacks " + part).c_str());
  }

 private slots:
  void vit_as_openai_wrote_it() { expect_none(clip_case_problems("openai_vit", fresh())); }
  void resnet_as_openai_wrote_it() { expect_none(clip_case_problems("openai_resnet", fresh())); }
  void vit_with_gelu() { expect_none(clip_case_problems("gelu_vit", fresh())); }
  void blip_as_hugging_face_names_it() { expect_none(blip_case_problems("blip", fresh())); }
  void blip_vision_model_alone() { expect_none(blip_case_problems("blip_alone", fresh())); }
  void blip_as_its_authors_name_it() { expect_none(blip_case_problems("blip_original", fresh())); }
  void a_vit_is_saved_for_hugging_face() { expect_none(saved_clip_problems("openai_vit", fresh())); }
  void a_resnet_is_saved() { expect_none(saved_clip_problems("openai_resnet", fresh())); }
  void sizes_by_the_shapes() { expect_none(inferred_sizes_problems(fresh())); }
  void pictures_are_prepared_as_the_model_asks() { expect_none(preprocessing_problems(fresh())); }

  void kernels_without_pixels_are_refused() { expect_none(empty_kernel_problems(fresh())); }

  void what_an_encoder_lacks_is_said() {
    expect_parts(texts_of_blip_error(fresh()), {"BLIP's image encoder", "need a CLIP"});
    expect_parts(pooled_resnet_error(fresh()), {"no pooler output", "projected"});
    expect_parts(foreign_file_error(fresh()),
                 {"gpt2.safetensors: is no CLIP that OpenAI wrote", "visual.conv1.weight is missing", "config.json"});
  }
};

QTEST_GUILESS_MAIN(TestModelsEncoders)
#include "tst_models_encoders.moc"
