-- The claims of article :article that match claims of other articles: in which, whether somebody named says it there who is not quoted from the
-- outlet of this one, and what is said here and there. By claim and article.
WITH near AS (
	SELECT c.id, c.key, c.number, c.content_words, a.outlet, m.claim_b AS other FROM article a
	JOIN claim c ON c.article_id = a.id JOIN match m ON m.claim_a = c.id AND m.kind = 'same' WHERE a.key = :article
	UNION ALL
	SELECT c.id, c.key, c.number, c.content_words, a.outlet, m.claim_a FROM article a
	JOIN claim c ON c.article_id = a.id JOIN match m ON m.claim_b = c.id AND m.kind = 'same' WHERE a.key = :article
), told AS (
	SELECT n.key, n.number, b.key AS article, s.class, n.content_words AS here, x.content_words AS there,
	       ltrim(replace(lower(' ' || n.outlet), ' the ', ' ')) AS outlet,
	       ltrim(replace(lower(' ' || x.through_words), ' the ', ' ')) AS through
	FROM near n JOIN claim_now x ON x.id = n.other JOIN source_now s ON s.id = x.source_id
	JOIN article b ON b.id = x.article_id AND b.newer_id IS NULL
)
SELECT key, article,
       class = 'named' AND NOT (coalesce(through, '') <> '' AND coalesce(outlet, '') <> ''
                                AND (instr(through, outlet) > 0 OR instr(outlet, through) > 0)) AS named, here, there
FROM told
ORDER BY number, article, named, there;
