// What ncurses in C alone needs: one screen of headlines, then a bar, a page or a line a key. With an archive
// the headlines are its newest, through SQLite's C interface.

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 200, LONGEST = 512 };

static char headlines[MOST][LONGEST];
static int count, top, bar;

static void invent(void) {
  for (count = 0; count < MOST; count++) {
    snprintf(headlines[count], LONGEST, "%4d  La Marée   Le port rouvre, les bateaux rentrent : récit nº %d",
             count, count * 7919 % 1000);
  }
}

static void read_newest(const char *archive, int rows) {
  sqlite3 *database;
  sqlite3_stmt *statement = NULL;
  const char *sql = "SELECT story.title, publisher.name FROM story "
                    "LEFT JOIN publisher ON publisher.id = story.publisher ORDER BY story.sortKey DESC LIMIT ?";
  // A floor that reads nothing would be a low one: better none.
  if (sqlite3_open_v2(archive, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) {
    endwin();
    fprintf(stderr, "%s: %s\n", archive, sqlite3_errmsg(database));
    exit(1);
  }
  sqlite3_bind_int(statement, 1, rows);
  while (count < MOST && sqlite3_step(statement) == SQLITE_ROW) {
    snprintf(headlines[count++], LONGEST, "%s  %s", sqlite3_column_text(statement, 1),
             sqlite3_column_text(statement, 0));
  }
  sqlite3_finalize(statement);
}

static void draw_row(int row) {
  if (count == 0) return;
  if (row == bar) attron(A_REVERSE);
  mvaddnstr(row, 0, headlines[(top + row) % count], COLS);
  clrtoeol();
  if (row == bar) attroff(A_REVERSE);
}

static void draw_all(void) {
  for (int row = 0; row < LINES - 1; row++) draw_row(row);
  mvprintw(LINES - 1, 0, "%d / %d", top + bar, count);
  clrtoeol();
}

static void move_bar(void) {
  int before = bar;
  bar = (bar + 1) % (LINES - 1);
  draw_row(before);
  draw_row(bar);
}

static void scroll_line(void) {
  top++;
  scrl(1);
  draw_row(LINES - 2);
}

int main(int argument_count, char **arguments) {
  setlocale(LC_ALL, "");
  initscr();
  raw();
  noecho();
  nonl();
  curs_set(0);
  idlok(stdscr, TRUE);
  scrollok(stdscr, TRUE);
  setscrreg(0, LINES - 2);
  if (argument_count > 1) read_newest(arguments[1], LINES);
  if (argument_count == 1) invent();
  draw_all();
  for (int key = 0; key != 'q' && key != ERR;) {
    refresh();
    key = getch();
    if (key == 'j') move_bar();
    if (key == 's') {
      bar = -1;
      scroll_line();
    }
    if (key == ' ') {
      top += LINES - 1;
      draw_all();
    }
  }
  endwin();
  return 0;
}
