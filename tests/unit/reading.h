/*
 * reading - the sample articles as a careful reader would take them, for tests of what comes after extraction.
 *
 * reading.tsv lists, for each article of reports/samples, its sources and claims by their words, and the matches
 * between claims. The articles come through ingest, the places of the words are found in them: no engine has a part
 * in it, so that what is made from this changes only when it is meant to.
 */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H

#include "store/store.h"

/* A database in memory with all of it. $SRC is the source tree. */
struct hs_store *reading_store(void);

#endif
