list(APPEND VIGNETTE_GUI_SOURCES
  models/model_list_model.cpp models/model_list_model.h
  models/model_picker.cpp models/model_picker.h)
