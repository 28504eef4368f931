# The Compare dock; included by gui/CMakeLists.txt.
list(APPEND VIGNETTE_GUI_SOURCES
  ${CMAKE_CURRENT_LIST_DIR}/caption_difference_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/caption_difference_model.h
  ${CMAKE_CURRENT_LIST_DIR}/compare_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/compare_view.h
  ${CMAKE_CURRENT_LIST_DIR}/comparison_report.cpp
  ${CMAKE_CURRENT_LIST_DIR}/comparison_report.h
  ${CMAKE_CURRENT_LIST_DIR}/curve_overlay.cpp
  ${CMAKE_CURRENT_LIST_DIR}/curve_overlay.h
  ${CMAKE_CURRENT_LIST_DIR}/difference_list.cpp
  ${CMAKE_CURRENT_LIST_DIR}/difference_list.h
  ${CMAKE_CURRENT_LIST_DIR}/parallel_coordinates.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parallel_coordinates.h
  ${CMAKE_CURRENT_LIST_DIR}/rating_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rating_view.h
  ${CMAKE_CURRENT_LIST_DIR}/run_comparison.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_comparison.h
  ${CMAKE_CURRENT_LIST_DIR}/run_table_model.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run_table_model.h
  ${CMAKE_CURRENT_LIST_DIR}/score_comparison.cpp
  ${CMAKE_CURRENT_LIST_DIR}/score_comparison.h
  ${CMAKE_CURRENT_LIST_DIR}/score_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/score_view.h
  ${CMAKE_CURRENT_LIST_DIR}/word_difference.cpp
  ${CMAKE_CURRENT_LIST_DIR}/word_difference.h
  ${CMAKE_CURRENT_LIST_DIR}/word_difference_delegate.cpp
  ${CMAKE_CURRENT_LIST_DIR}/word_difference_delegate.h)
