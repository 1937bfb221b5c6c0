-- Articles that have claims in the very words of agency copy, and the agency copy itself. Follows claims.sql and compare.sql.
-- The same words: nine tenths or more of what the match weighs as words in common.
, same_words AS (
	SELECT m.claim_a AS claim, m.claim_b AS other FROM match m
	WHERE m.kind = 'same' AND json_extract(m.evidence, '$.words') >= 0.9
	UNION ALL
	SELECT m.claim_b, m.claim_a FROM match m
	WHERE m.kind = 'same' AND json_extract(m.evidence, '$.words') >= 0.9
)
SELECT a.outlet, a.headline, a.url, a.published, w.copy_agency, a.agency_copy AS credited, count(DISTINCT c.id) AS same_words,
       (SELECT count(*) FROM claim x WHERE x.article_id = a.id) AS claims, w.outlet AS wire_outlet, w.headline AS wire_headline,
       w.key AS wire_article, a.key AS article
FROM same_words s
JOIN claim c ON c.id = s.claim JOIN article a ON a.id = c.article_id AND a.newer_id IS NULL
JOIN claim o ON o.id = s.other JOIN article w ON w.id = o.article_id AND w.newer_id IS NULL AND w.agency_copy
GROUP BY a.id, w.id
ORDER BY w.copy_agency, CAST(same_words AS REAL) / claims DESC, w.published IS NULL, w.published, w.key, a.outlet IS NULL, a.outlet, a.published IS NULL, a.published, a.key
