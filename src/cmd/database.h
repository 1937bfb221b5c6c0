/*
 * database - open the one that a verb is told to use.
 */
#ifndef HS_CMD_DATABASE_H
#define HS_CMD_DATABASE_H

#include "cmd/cmd.h"
#include "store/store.h"

/* HS_EXIT_OK and *out, or another exit status after telling why: none was named (`path` NULL), or it cannot be opened. */
int hs_database_open(struct hs_store **out, const struct hs_verb *verb, const char *path, enum hs_store_mode mode);

/* Close it after work that ended with `status`; a failure to close is told and makes HS_EXIT_STORE of HS_EXIT_OK. */
int hs_database_close(struct hs_store *store, int status);

/* Say on standard error that matches are older than the claims of the database, and what to do; with `never`, also that there are none
 * because none were made. HS_EXIT_OK, or another exit status after telling why. */
int hs_database_tell_matching(struct hs_store *store, const char *path, bool never);

#endif
