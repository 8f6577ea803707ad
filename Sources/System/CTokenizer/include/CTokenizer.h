#ifndef KIOSQUE_CTOKENIZER_H
#define KIOSQUE_CTOKENIZER_H

struct sqlite3;

/// Makes the search index's words known to a connection: the FTS5 tokenizer `kiosque`, the FTS5 function
/// `closeness`, and the SQL functions `spelt` and `begins`. Returns an SQLite result code.
///
/// The tokenizer reads what a text begins with:
///   1 `fr` 1   a story's text with its language, when a row is indexed
///   2          a query's word, or any that has the same stem in its story's language
///   3          bare marks, apart by spaces, that no word of a text can be
///   4 `fr`     the stem of a query's word in that language, where the index keeps it as a word like others:
///              only stories in that language mean it
/// All else is a query's words in the form they are written in.
int kq_search_register(struct sqlite3 *database);

/// Closing the connection writes nothing of the write-ahead log into the archive and deletes no file: a call that
/// Swift cannot make, since it takes any number of arguments. Returns an SQLite result code.
int kq_leave_log(struct sqlite3 *database);

/// For a file that anybody may have made: its triggers and views call no function that could do harm and
/// write into no table of an index, and nobody writes into its schema (SQLITE_DBCONFIG_DEFENSIVE,
/// SQLITE_DBCONFIG_TRUSTED_SCHEMA, https://sqlite.org/c3ref/c_dbconfig_defensive.html). Returns an SQLite
/// result code.
int kq_defend(struct sqlite3 *database);

#endif
