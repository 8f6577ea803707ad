#include <gumbo.h>

/// What gumbo does where nothing else is asked for.
GumboOptions kq_gumbo_options(void);
