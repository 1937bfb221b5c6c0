-- The articles that have matching claims: whose copy they are marked as, and their date. By key.
SELECT a.key, CASE WHEN a.agency_copy THEN coalesce(a.copy_agency, '') END, a.published FROM article a
WHERE a.newer_id IS NULL AND EXISTS (
	SELECT 1 FROM claim c WHERE c.article_id = a.id
	AND (EXISTS (SELECT 1 FROM match m WHERE m.claim_a = c.id) OR EXISTS (SELECT 1 FROM match m WHERE m.claim_b = c.id)))
ORDER BY a.key
