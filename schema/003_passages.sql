-- hearsay database, schema 3: the sentences by which a text is known again where another article prints it.
--
-- Outlets print what an agency sends, whole or cut, with or without its name. An article that has sentences in common
-- with agency copy is agency copy too, and articles that have sentences in common are one origin, however many outlets
-- they appear in.

CREATE TABLE passage (                  -- a sentence of the body, mostly in the writer's own words, of 8 words or more
	article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
	number     INTEGER NOT NULL CHECK (number >= 0),        -- in text order, from 0
	print      INTEGER NOT NULL,            -- XXH3 of its words in lower case: the same sentence has the same everywhere
	start      INTEGER NOT NULL CHECK (start >= 0),         -- first byte in article.text
	end        INTEGER NOT NULL CHECK (end > start),        -- the byte behind the last one
	PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;                -- articles that an older hearsay stored have none until they are read again

CREATE INDEX passage_print ON passage (print, article_id);

CREATE VIEW shared_passages AS          -- one row a sentence that two articles have in the same words, seen from each of them
SELECT a.key AS article, a.outlet, o.key AS other, o.outlet AS other_outlet, o.agency_copy AS other_agency_copy,
       p.number, p.start, p.end, q.number AS other_number, q.start AS other_start, q.end AS other_end,
       CAST(substr(CAST(a.text AS BLOB), p.start + 1, p.end - p.start) AS TEXT) AS words
FROM passage p
JOIN article a ON a.id = p.article_id AND a.newer_id IS NULL
JOIN passage q ON q.print = p.print AND q.article_id <> p.article_id
JOIN article o ON o.id = q.article_id AND o.newer_id IS NULL;

CREATE VIEW agency_copies AS            -- one row an article that is agency copy: because it says so, or by sentences in common
SELECT a.key AS article, a.outlet, a.published, a.headline, a.url, a.copy_agency AS agency, 'marked' AS shown_by,
       NULL AS other, NULL AS other_outlet, NULL AS sentences
FROM article a WHERE a.newer_id IS NULL AND a.agency_copy
UNION ALL
SELECT a.key, a.outlet, a.published, a.headline, a.url, o.copy_agency, 'shared', o.key, o.outlet, count(DISTINCT p.number)
FROM article a
JOIN passage p ON p.article_id = a.id
JOIN passage q ON q.print = p.print AND q.article_id <> a.id
JOIN article o ON o.id = q.article_id AND o.newer_id IS NULL AND o.agency_copy
WHERE a.newer_id IS NULL AND NOT a.agency_copy
GROUP BY a.id, o.id HAVING count(DISTINCT p.number) >= 2;
