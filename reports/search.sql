-- hearsay search: claims that have the words or whose source a reviewer gave that name, best first; claims that a reviewer says are none; then
-- articles that have the words outside their claims. :words is an FTS5 query, :open and :close go around the words found, :limit bounds the rows.
WITH claim_hit AS (
	SELECT rowid AS id, bm25(claim_fts) AS score, snippet(claim_fts, 0, :open, :close, '…', 40) AS found
	FROM claim_fts WHERE claim_fts MATCH :words
), name_hit AS (
	SELECT rowid AS id, bm25(review_fts) AS score FROM review_fts WHERE review_fts MATCH :words
), named_hit AS (
	SELECT c.id, min(h.score) AS score, coalesce(c.content_words, c.source_words, '') AS found
	FROM name_hit h JOIN ruling r ON r.review_id = h.id AND r.aspect = 'name' JOIN claim c ON c.source_id = r.source_id
	WHERE c.id NOT IN (SELECT id FROM claim_hit) GROUP BY c.id
), article_hit AS (
	SELECT rowid AS id, bm25(article_fts, 4.0, 1.0) AS score, snippet(article_fts, 1, :open, :close, '…', 40) AS found
	FROM article_fts WHERE article_fts MATCH :words
), claim_row AS (
	SELECT n.id IS NULL AS rejected, h.score, h.found, c.key AS claim, c.number, c.article_id, coalesce(s.name, c.source_words) AS speaker,
	       s.class AS source_class, s.kind AS source_kind, c.cue_words AS cue,
	       CASE WHEN n.id IS NULL THEN (
	           SELECT 'no claim, says ' || reviewer || coalesce(': ' || why, '') FROM ruling
	           WHERE claim_id = c.id AND about = 'claim' AND aspect = 'claim' AND value = 'no')
	       ELSE coalesce(s.reviewed || coalesce('; ' || n.reviewed, ''), n.reviewed) END AS reviewed,
	       coalesce(f.name, c.source_words) AS found_speaker, f.class AS found_class, f.kind AS found_kind
	FROM (SELECT * FROM claim_hit UNION ALL SELECT * FROM named_hit) h
	JOIN claim c ON c.id = h.id LEFT JOIN claim_now n ON n.id = c.id
	JOIN source_now s ON s.id = c.source_id JOIN source f ON f.id = c.source_id
), hit AS (
	SELECT iif(rejected, 'rejected', 'claim') AS kind, article_id, score, found, claim, number, speaker, source_class, source_kind, cue, reviewed,
	       found_speaker, found_class, found_kind FROM claim_row
	UNION ALL
	SELECT 'article', id, score, found, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM article_hit
	WHERE id NOT IN (SELECT article_id FROM claim_row)
)
SELECT h.kind, a.outlet, a.published, a.headline, h.speaker, h.source_class, h.source_kind, h.cue, h.found, a.url, a.path,
       a.record, a.key AS article, h.claim, h.reviewed, h.found_speaker, h.found_class, h.found_kind
FROM hit h JOIN article a ON a.id = h.article_id
WHERE a.newer_id IS NULL
ORDER BY h.kind = 'article', h.kind = 'rejected', round(h.score, 6), a.published DESC, a.key, h.number
LIMIT :limit;
