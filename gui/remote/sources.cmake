list(APPEND VIGNETTE_GUI_SOURCES
  app/main_window_remote.cpp
  remote/connection_strip.cpp remote/connection_strip.h
  remote/picture_fetches.cpp remote/picture_fetches.h
  remote/remote_store.cpp remote/remote_store.h
  remote/server_address.cpp remote/server_address.h
  remote/server_dialog.cpp remote/server_dialog.h
  remote/watch_connection.cpp remote/watch_connection.h)
