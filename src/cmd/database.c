#include "config.h"

#include "cmd/database.h"

int hs_database_open(struct hs_store **out, const struct hs_verb *verb, const char *path, enum hs_store_mode mode)
{
	struct hs_err err;

	if (!path && mode != HS_STORE_MEMORY) {
		hs_tell("no database: name one with -d (see 'hearsay %s --help')", verb->name);
		return HS_EXIT_USAGE;
	}
	if (hs_store_open(out, path, mode, &err) < 0)
		return hs_tell_status(&err);
	return HS_EXIT_OK;
}

int hs_database_close(struct hs_store *store, int status)
{
	struct hs_err err;
	int closed = HS_EXIT_OK;

	if (hs_store_close(store, &err) < 0)
		closed = hs_tell_status(&err);
	return status == HS_EXIT_OK ? closed : status;
}

int hs_database_tell_matching(struct hs_store *store, const char *path, bool never)
{
	enum hs_matching matching;
	struct hs_err err;

	if (hs_store_matching(&matching, store, &err) < 0)
		return hs_tell_status(&err);
	if (matching == HS_MATCHING_OLDER)
		hs_tell_done("claims have changed since matches were made: 'hearsay match -d %s' makes them again", path);
	else if (matching == HS_MATCHING_NEVER && never)
		hs_tell_done("no matches were made: 'hearsay match -d %s' makes them", path);
	return HS_EXIT_OK;
}
