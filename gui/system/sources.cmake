list(APPEND VIGNETTE_GUI_SOURCES
  app/main_window_system.cpp
  app/run_notifier.cpp app/run_notifier.h
  system/figure_history.cpp system/figure_history.h
  system/phase_bar.cpp system/phase_bar.h
  system/system_view.cpp system/system_view.h)
