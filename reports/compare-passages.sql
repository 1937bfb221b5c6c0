-- The fingerprints of their sentences. By article and fingerprint.
SELECT a.key, p.print FROM article a JOIN passage p ON p.article_id = a.id
WHERE a.newer_id IS NULL AND EXISTS (
	SELECT 1 FROM claim c WHERE c.article_id = a.id
	AND (EXISTS (SELECT 1 FROM match m WHERE m.claim_a = c.id) OR EXISTS (SELECT 1 FROM match m WHERE m.claim_b = c.id)))
ORDER BY a.key, p.print
