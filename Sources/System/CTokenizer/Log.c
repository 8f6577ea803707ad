#include "internal.h"

#include <sqlite3.h>

int kq_keep_log(struct sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
