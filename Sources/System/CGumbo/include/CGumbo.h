#include <gumbo.h>

/// What gumbo does where nothing else is asked for.
GumboOptions kq_gumbo_options(void);

/// 1 on the main thread of the process, which has the stack of the process, else 0.
int kq_is_main_thread(void);
