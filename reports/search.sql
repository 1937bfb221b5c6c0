-- hearsay search: claims that have the words, best first, then articles that have them outside their claims.
-- :words is an FTS5 query, :open and :close go around the words found, :limit bounds the rows.
WITH claim_hit AS (
	SELECT rowid AS id, bm25(claim_fts) AS score, snippet(claim_fts, 0, :open, :close, '…', 40) AS found
	FROM claim_fts WHERE claim_fts MATCH :words
), article_hit AS (
	SELECT rowid AS id, bm25(article_fts, 4.0, 1.0) AS score, snippet(article_fts, 1, :open, :close, '…', 40) AS found
	FROM article_fts WHERE article_fts MATCH :words
), claim_row AS (
	SELECT h.score, h.found, c.key AS claim, c.number, c.article_id, coalesce(s.name, c.source_words) AS speaker,
	       s.class AS source_class, s.kind AS source_kind, c.cue_words AS cue
	FROM claim_hit h JOIN claim c ON c.id = h.id JOIN source s ON s.id = c.source_id
), hit AS (
	SELECT 'claim' AS kind, article_id, score, found, claim, number, speaker, source_class, source_kind, cue FROM claim_row
	UNION ALL
	SELECT 'article', id, score, found, NULL, NULL, NULL, NULL, NULL, NULL FROM article_hit
	WHERE id NOT IN (SELECT article_id FROM claim_row)
)
SELECT h.kind, a.outlet, a.published, a.headline, h.speaker, h.source_class, h.source_kind, h.cue, h.found, a.url, a.path,
       a.record, a.key AS article, h.claim
FROM hit h JOIN article a ON a.id = h.article_id
WHERE a.newer_id IS NULL
ORDER BY h.kind = 'article', round(h.score, 6), a.published DESC, a.key, h.number
LIMIT :limit;
