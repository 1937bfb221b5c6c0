/*
 * embed - text files that are part of the program: schema, SQL and templates, put in by tools/embed.awk.
 */
#ifndef HS_BASE_EMBED_H
#define HS_BASE_EMBED_H

struct hs_embedded {
	const char *name;               /* of the file, without its folder; NULL ends the array */
	const char *text;               /* ends in a line break */
};

#endif
